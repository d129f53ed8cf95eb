-- claim-dispatch, Oracle Database 19c or later (no test has run on it): a new table, of schema version 4.
-- Printed by: java -jar ${jar} ddl oracle --table ${table}
-- In the jar two placeholders stand for the name of the table: with its schema, if it has one, and without.
-- All times are UTC. A plain INSERT with type, payload and end_at is a valid action.
-- What is there already is not made again: the client says so (ORA-00955), and has to go on, as SQL*Plus and SQLcl do.

-- One row: the version of this table, the oldest one whose nodes may run on it, and a number that nodes change to see
-- whether the database takes writes.
CREATE TABLE ${table}_schema (
    one             NUMBER(5) DEFAULT 1 NOT NULL,
    version         NUMBER(10) NOT NULL,
    compatible_from NUMBER(10) NOT NULL,
    write_tests     NUMBER(19) DEFAULT 0 NOT NULL,
    PRIMARY KEY (one)
);

INSERT INTO ${table}_schema (one, version, compatible_from)
    SELECT 1, 4, 4 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM ${table}_schema);

CREATE SEQUENCE ${table}_seq START WITH 1 INCREMENT BY 1 CACHE 1000;

-- Lengths in characters, not in bytes. An empty text is NULL in Oracle: no column that must have a value can be empty.
CREATE TABLE ${table} (
    id              NUMBER(19) DEFAULT ${table}_seq.NEXTVAL NOT NULL,
    type            VARCHAR2(150 CHAR) NOT NULL,
    payload         CLOB NOT NULL,
    payload_size    NUMBER(10) DEFAULT 0 NOT NULL,
    idempotency_key VARCHAR2(255 CHAR),
    state           VARCHAR2(12 CHAR) DEFAULT 'WAITING' NOT NULL,
    priority        NUMBER(5) DEFAULT 2 NOT NULL,
    end_at          TIMESTAMP(6) NOT NULL,
    claimed_at      TIMESTAMP(6),
    claimed_by      VARCHAR2(100 CHAR),
    claim_token     NUMBER(19),
    lease_until     TIMESTAMP(6),
    execution_id    NUMBER(19),
    processed_at    TIMESTAMP(6),
    fail_count      NUMBER(10) DEFAULT 0 NOT NULL,
    errors          CLOB,
    reason          VARCHAR2(1000 CHAR),
    created_at      TIMESTAMP(6) DEFAULT SYS_EXTRACT_UTC(SYSTIMESTAMP) NOT NULL,
    updated_at      TIMESTAMP(6) DEFAULT SYS_EXTRACT_UTC(SYSTIMESTAMP) NOT NULL,
    -- The state of a row that has ended without success; NULL in all others.
    set_aside       VARCHAR2(12 CHAR),
    -- Only failure is written yet: the others are for later versions, so that the table changes once.
    failure         VARCHAR2(255 CHAR),
    trace           VARCHAR2(100 CHAR),
    ordering_key    VARCHAR2(255 CHAR),
    expires_at      TIMESTAMP(6),
    CONSTRAINT ${name}_pk PRIMARY KEY (id),
    -- What only a person could get wrong: the claim looks for these three priorities, and numbers must not overflow.
    CONSTRAINT ${name}_size CHECK (payload_size >= 0),
    CONSTRAINT ${name}_priority CHECK (priority BETWEEN 1 AND 3),
    CONSTRAINT ${name}_fails CHECK (fail_count BETWEEN 0 AND 1000000000)
);

-- Two rows of one type without a key would be duplicates for a plain index: only an entry that is NULL in all its columns
-- is left out. So the type counts only where there is a key. The statements find_key have the same expression.
CREATE UNIQUE INDEX ${name}_keyed ON ${table} (CASE WHEN idempotency_key IS NOT NULL THEN type END, idempotency_key);

-- What is due, in the order of the claim. The type is last, so that other types are stepped over within the index.
CREATE INDEX ${name}_due ON ${table} (state, priority, end_at, id, type);

-- Leases that have ended.
CREATE INDEX ${name}_leased ON ${table} (lease_until);

-- Types and families, like order.*, that operators have paused: no node claims rows of a type listed here.
-- "until_at" is for a later version.
CREATE TABLE ${table}_paused (
    pattern  VARCHAR2(150 CHAR) NOT NULL,
    who      VARCHAR2(100 CHAR) NOT NULL,
    why      VARCHAR2(1000 CHAR) NOT NULL,
    since    TIMESTAMP(6) NOT NULL,
    until_at TIMESTAMP(6),
    PRIMARY KEY (pattern)
);

-- What operators did, by whom and why: one row for each command and action, written in the command's transaction. The id is
-- the order of insertion. "type" is the type of the action, or the type or family that was paused; "detail" is a JSON object.
-- No constraint lists the kinds: later versions write others, of the nodes as well.
CREATE TABLE ${table}_events (
    id          NUMBER(19) GENERATED ALWAYS AS IDENTITY (START WITH 1),
    happened_at TIMESTAMP(6) NOT NULL,
    kind        VARCHAR2(40 CHAR) NOT NULL,
    who         VARCHAR2(100 CHAR),
    why         VARCHAR2(1000 CHAR),
    node        VARCHAR2(100 CHAR),
    origin      VARCHAR2(100 CHAR),
    action_id   NUMBER(19),
    type        VARCHAR2(150 CHAR),
    detail      CLOB,
    PRIMARY KEY (id)
);

-- Those of one action.
CREATE INDEX ${name}_events_action ON ${table}_events (action_id, id);

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
