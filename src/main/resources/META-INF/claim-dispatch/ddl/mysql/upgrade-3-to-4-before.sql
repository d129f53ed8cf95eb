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

-- What has happened, counted in intervals of "width" minutes (1, 15, 1440) that begin at "start_at": one row for each type and
-- node that had something to count. The type * is all types together, and *other those that a node has no room for; the node *
-- stands for all nodes, in the wider intervals. "oldest_due" is how many milliseconds the oldest due row of all types had waited,
-- at most: in the line of its type, and of all. "waits" and "runs" are histograms: buckets, and how many fell into each.
CREATE TABLE IF NOT EXISTS ${table}_stats (
    width      SMALLINT NOT NULL,
    start_at   DATETIME(6) NOT NULL,
    type       VARCHAR(150) NOT NULL,
    node       VARCHAR(100) NOT NULL,
    published  BIGINT DEFAULT 0 NOT NULL,
    started    BIGINT DEFAULT 0 NOT NULL,
    processed  BIGINT DEFAULT 0 NOT NULL,
    failed     BIGINT DEFAULT 0 NOT NULL,
    dead       BIGINT DEFAULT 0 NOT NULL,
    skipped    BIGINT DEFAULT 0 NOT NULL,
    discarded  BIGINT DEFAULT 0 NOT NULL,
    snoozed    BIGINT DEFAULT 0 NOT NULL,
    cancelled  BIGINT DEFAULT 0 NOT NULL,
    oldest_due BIGINT,
    waits      VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin,
    runs       VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (width, start_at, type, node)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

-- Commands of operators on many rows: what was asked, and how far it has come, so that any node can go on. It is for the rows
-- that "query" finds, up to "max_id" and as they were at "as_of", or for those in "ids". "cursor_id" is the last row that is done
-- with. "state" is PREVIEW, RUNNING, CANARY, DONE or CANCELLED; no constraint lists them, nor the verbs. "arguments" is a JSON object.
CREATE TABLE IF NOT EXISTS ${table}_bulk (
    id              BIGINT NOT NULL AUTO_INCREMENT,
    verb            VARCHAR(40) NOT NULL,
    query           VARCHAR(1000),
    ids             LONGTEXT,
    arguments       LONGTEXT,
    reason          VARCHAR(1000),
    origin          VARCHAR(100),
    who             VARCHAR(100) NOT NULL,
    node            VARCHAR(100),
    created_at      DATETIME(6) NOT NULL,
    updated_at      DATETIME(6) NOT NULL,
    valid_until     DATETIME(6) NOT NULL,
    as_of           DATETIME(6) NOT NULL,
    max_id          BIGINT NOT NULL,
    spread_seconds  BIGINT DEFAULT 0 NOT NULL,
    canary          BIGINT DEFAULT 0 NOT NULL,
    state           VARCHAR(20) NOT NULL,
    cursor_id       BIGINT DEFAULT 0 NOT NULL,
    total           BIGINT DEFAULT 0 NOT NULL,
    done            BIGINT DEFAULT 0 NOT NULL,
    refused         BIGINT DEFAULT 0 NOT NULL,
    failed          BIGINT DEFAULT 0 NOT NULL,
    idempotency_key VARCHAR(255),
    ended_at        DATETIME(6),
    PRIMARY KEY (id),
    CONSTRAINT ${name}_bulk_key UNIQUE (who, idempotency_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;

-- For a later version, so that the table changes once.
ALTER TABLE ${table}_paused ADD COLUMN until_at DATETIME(6);

-- Leases in the rows of nodes of version 3. Rows of this version have none, so that no update of theirs touches it.
CREATE INDEX ${name}_leased ON ${table} (lease_until);

UPDATE ${table}_schema SET version = 4 WHERE version < 4;
