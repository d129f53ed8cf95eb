-- claim-dispatch, MySQL: from schema version 3 to 4, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl mysql --table ${table} --from 3 --phase before
-- It only adds tables and a column. Nodes of versions 1 to 3 go on meanwhile and afterwards; nodes of version 4 run from then on.
-- Applied again, it says that the column is there; the client has to go on.

-- The leases: one row for each claim that has rows left. A row that its node gave up leaves its claim with a lease of its own:
-- "row_id" is its id, and 0 for a claim. "taken_by" is the node that recovers an expired claim, whose owner can no longer renew it.
CREATE TABLE IF NOT EXISTS ${table}_claims (
    token       BIGINT NOT NULL,
    row_id      BIGINT DEFAULT 0 NOT NULL,
    node        VARCHAR(100) NOT NULL,
    lease_until DATETIME(6) NOT NULL,
    taken_by    VARCHAR(100),
    PRIMARY KEY (token, row_id),
    INDEX ${name}_claims_lease (lease_until)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

-- What each node says about itself, every few seconds: one row for each name. "detail" is a JSON object. A node that has stopped
-- says so; one that is silent and has not said so is lost. Nothing that is claimed depends on this table.
CREATE TABLE IF NOT EXISTS ${table}_nodes (
    node       VARCHAR(100) NOT NULL,
    state      VARCHAR(20) NOT NULL,
    started_at DATETIME(6) NOT NULL,
    seen_at    DATETIME(6) NOT NULL,
    detail     LONGTEXT NOT NULL,
    PRIMARY KEY (node)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

-- For a later version, so that the table changes once.
ALTER TABLE ${table}_paused ADD COLUMN until_at DATETIME(6);

UPDATE ${table}_schema SET version = 4 WHERE version < 4;
