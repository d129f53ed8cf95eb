-- claim-dispatch, Derby: from schema version 3 to 4, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl derby --table ${table} --from 3 --phase before
-- It only adds tables and a column. Nodes of versions 1 to 3 go on meanwhile and afterwards; nodes of version 4 run from then on.
-- Applied again, it says of the tables, the index and the column that they are there; that does no harm.

-- The leases: one row for each claim that has rows left. A row that its node gave up leaves its claim with a lease of its own:
-- "row_id" is its id, and 0 for a claim. "taken_by" is the node that recovers an expired claim, whose owner can no longer renew it.
CREATE TABLE ${table}_claims (
    token       BIGINT NOT NULL,
    row_id      BIGINT DEFAULT 0 NOT NULL,
    node        VARCHAR(100) NOT NULL,
    lease_until TIMESTAMP NOT NULL,
    taken_by    VARCHAR(100),
    CONSTRAINT ${name}_claims_pk PRIMARY KEY (token, row_id)
);

CREATE INDEX ${name}_claims_lease ON ${table}_claims (lease_until);

-- What each node says about itself, every few seconds: one row for each name. "detail" is a JSON object. A node that has stopped
-- says so; one that is silent and has not said so is lost. Nothing that is claimed depends on this table.
CREATE TABLE ${table}_nodes (
    node       VARCHAR(100) NOT NULL,
    state      VARCHAR(20) NOT NULL,
    started_at TIMESTAMP NOT NULL,
    seen_at    TIMESTAMP NOT NULL,
    detail     CLOB NOT NULL,
    PRIMARY KEY (node)
);

-- For a later version, so that the table changes once.
ALTER TABLE ${table}_paused ADD COLUMN until_at TIMESTAMP;

UPDATE ${table}_schema SET version = 4 WHERE version < 4;
