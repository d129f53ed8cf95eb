-- claim-dispatch, Oracle Database (no test has run on it): from schema version 3 to 4, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl oracle --table ${table} --from 3 --phase before
-- It only adds tables and a column. Nodes of versions 1 to 3 go on meanwhile and afterwards; nodes of version 4 run from then on.
-- Applied again, it says of the tables, the index and the column that they are there (ORA-00955, ORA-01430); the client has to go on.

-- The leases: one row for each claim that has rows left. A row that its node gave up leaves its claim with a lease of its own:
-- "row_id" is its id, and 0 for a claim. "taken_by" is the node that recovers an expired claim, whose owner can no longer renew it.
CREATE TABLE ${table}_claims (
    token       NUMBER(19) NOT NULL,
    row_id      NUMBER(19) DEFAULT 0 NOT NULL,
    node        VARCHAR2(100 CHAR) NOT NULL,
    lease_until TIMESTAMP(6) NOT NULL,
    taken_by    VARCHAR2(100 CHAR),
    PRIMARY KEY (token, row_id)
);

CREATE INDEX ${name}_claims_lease ON ${table}_claims (lease_until);

-- What each node says about itself, every few seconds: one row for each name. "detail" is a JSON object. A node that has stopped
-- says so; one that is silent and has not said so is lost. Nothing that is claimed depends on this table.
CREATE TABLE ${table}_nodes (
    node       VARCHAR2(100 CHAR) NOT NULL,
    state      VARCHAR2(20 CHAR) NOT NULL,
    started_at TIMESTAMP(6) NOT NULL,
    seen_at    TIMESTAMP(6) NOT NULL,
    detail     CLOB NOT NULL,
    PRIMARY KEY (node)
);

-- What has happened, counted in intervals of "width" minutes (1, 15, 1440) that begin at "start_at": one row for each type and
-- node that had something to count. The type * is all types together, and *other those that a node has no room for; the node *
-- stands for all nodes, in the wider intervals. "oldest_due" is how many milliseconds the oldest due row of all types had waited,
-- at most: in the line of its type, and of all. "waits" and "runs" are histograms: buckets, and how many fell into each.
CREATE TABLE ${table}_stats (
    width      NUMBER(5) NOT NULL,
    start_at   TIMESTAMP(6) NOT NULL,
    type       VARCHAR2(150 CHAR) NOT NULL,
    node       VARCHAR2(100 CHAR) NOT NULL,
    published  NUMBER(19) DEFAULT 0 NOT NULL,
    started    NUMBER(19) DEFAULT 0 NOT NULL,
    processed  NUMBER(19) DEFAULT 0 NOT NULL,
    failed     NUMBER(19) DEFAULT 0 NOT NULL,
    dead       NUMBER(19) DEFAULT 0 NOT NULL,
    skipped    NUMBER(19) DEFAULT 0 NOT NULL,
    discarded  NUMBER(19) DEFAULT 0 NOT NULL,
    snoozed    NUMBER(19) DEFAULT 0 NOT NULL,
    cancelled  NUMBER(19) DEFAULT 0 NOT NULL,
    oldest_due NUMBER(19),
    waits      VARCHAR2(4000),
    runs       VARCHAR2(4000),
    PRIMARY KEY (width, start_at, type, node)
);

-- Commands of operators on many rows: what was asked, and how far it has come, so that any node can go on. It is for the rows
-- that "query" finds, up to "max_id" and as they were at "as_of", or for those in "ids". "cursor_id" is the last row that is done
-- with. "state" is PREVIEW, RUNNING, CANARY, DONE or CANCELLED; no constraint lists them, nor the verbs. "arguments" is a JSON object.
CREATE TABLE ${table}_bulk (
    id              NUMBER(19) GENERATED ALWAYS AS IDENTITY (START WITH 1),
    verb            VARCHAR2(40 CHAR) NOT NULL,
    query           VARCHAR2(1000 CHAR),
    ids             CLOB,
    arguments       CLOB,
    reason          VARCHAR2(1000 CHAR),
    origin          VARCHAR2(100 CHAR),
    who             VARCHAR2(100 CHAR) NOT NULL,
    node            VARCHAR2(100 CHAR),
    created_at      TIMESTAMP(6) NOT NULL,
    updated_at      TIMESTAMP(6) NOT NULL,
    valid_until     TIMESTAMP(6) NOT NULL,
    as_of           TIMESTAMP(6) NOT NULL,
    max_id          NUMBER(19) NOT NULL,
    spread_seconds  NUMBER(19) DEFAULT 0 NOT NULL,
    canary          NUMBER(19) DEFAULT 0 NOT NULL,
    state           VARCHAR2(20 CHAR) NOT NULL,
    cursor_id       NUMBER(19) DEFAULT 0 NOT NULL,
    total           NUMBER(19) DEFAULT 0 NOT NULL,
    done            NUMBER(19) DEFAULT 0 NOT NULL,
    refused         NUMBER(19) DEFAULT 0 NOT NULL,
    failed          NUMBER(19) DEFAULT 0 NOT NULL,
    idempotency_key VARCHAR2(255 CHAR),
    ended_at        TIMESTAMP(6),
    PRIMARY KEY (id)
);

-- Once for each operator. An entry counts only where there is a key: see the index of the main table.
CREATE UNIQUE INDEX ${name}_bulk_key ON ${table}_bulk (CASE WHEN idempotency_key IS NOT NULL THEN who END, idempotency_key);

-- For a later version, so that the table changes once.
ALTER TABLE ${table}_paused ADD (until_at TIMESTAMP(6));

-- Leases in the rows of nodes of version 3. Rows of this version have none, so that no update of theirs touches it.
CREATE INDEX ${name}_leased ON ${table} (lease_until);

UPDATE ${table}_schema SET version = 4 WHERE version < 4;
