-- claim-dispatch, PostgreSQL 13 or later: a new table, of schema version 4.
-- Printed by: java -jar ${jar} ddl postgresql --table ${table}
-- In the jar two placeholders stand for the name of the table: with its schema, if it has one, and without.
-- All times are instants. A plain INSERT with type, payload and end_at is a valid action.

-- One row: the version of this table, the oldest one whose nodes may run on it, and a number that nodes change to see
-- whether the database takes writes. It is created first: a main table without it is one of version 1.
CREATE TABLE IF NOT EXISTS ${table}_schema (
    one             smallint DEFAULT 1 NOT NULL,
    version         integer NOT NULL,
    compatible_from integer NOT NULL,
    write_tests     bigint DEFAULT 0 NOT NULL,
    PRIMARY KEY (one)
);

-- Not where the main table is there: without this row that one is of version 1, and is upgraded by what --from 1 prints.
INSERT INTO ${table}_schema (one, version, compatible_from)
    SELECT 1, 4, 4
     WHERE NOT EXISTS (SELECT 1 FROM ${table}_schema)
       AND to_regclass('${table}') IS NULL;

CREATE SEQUENCE IF NOT EXISTS ${table}_seq START WITH 1 INCREMENT BY 1;

-- Rows change often and soon: room for it within the page, so that a completion touches no index, and a vacuum that comes early.
CREATE TABLE IF NOT EXISTS ${table} (
    id              bigint DEFAULT nextval('${table}_seq') NOT NULL,
    type            varchar(150) NOT NULL,
    payload         text NOT NULL,
    payload_size    integer DEFAULT 0 NOT NULL,
    idempotency_key varchar(255),
    state           varchar(12) DEFAULT 'WAITING' NOT NULL,
    priority        smallint DEFAULT 2 NOT NULL,
    end_at          timestamptz NOT NULL,
    claimed_at      timestamptz,
    claimed_by      varchar(100),
    claim_token     bigint,
    lease_until     timestamptz,
    execution_id    bigint,
    processed_at    timestamptz,
    fail_count      integer DEFAULT 0 NOT NULL,
    errors          text,
    reason          varchar(1000),
    created_at      timestamptz DEFAULT statement_timestamp() NOT NULL,
    updated_at      timestamptz DEFAULT statement_timestamp() NOT NULL,
    -- The state of a row that has ended without success; NULL in all others.
    set_aside       varchar(12),
    -- Only failure is written yet: the others are for later versions, so that the table changes once.
    failure         varchar(255),
    trace           varchar(100),
    ordering_key    varchar(255),
    expires_at      timestamptz,
    CONSTRAINT ${name}_pk PRIMARY KEY (id),
    -- What only a person could get wrong: the claim looks for these three priorities, and numbers must not overflow.
    CONSTRAINT ${name}_size CHECK (payload_size >= 0),
    CONSTRAINT ${name}_priority CHECK (priority BETWEEN 1 AND 3),
    CONSTRAINT ${name}_fails CHECK (fail_count BETWEEN 0 AND 1000000000)
) WITH (
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_analyze_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.02,
    fillfactor = 50
);

-- Only rows with a key need to be unique, and rows without one cost this index nothing.
CREATE UNIQUE INDEX IF NOT EXISTS ${name}_keyed ON ${table} (type, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- What is due, in the order of the claim, by columns that a completion does not change. The type is last, so that other
-- types are stepped over within the index.
-- Not on a table of version 1, which has no row in _schema and lacks a column: there --from 1 makes it.
DO $$
BEGIN
    IF EXISTS (SELECT FROM ${table}_schema) THEN
        CREATE INDEX IF NOT EXISTS ${name}_ready ON ${table} (priority, end_at, id, type)
            WHERE claim_token IS NULL AND set_aside IS NULL;
        -- What has ended without success, grouped by its failure. A row that succeeds never enters it.
        CREATE INDEX IF NOT EXISTS ${name}_aside ON ${table} (set_aside, type, failure, id)
            WHERE set_aside IS NOT NULL;
    END IF;
END
$$;

-- Leases that rows have of their own: those of nodes of older versions, and what people wrote. Claims have theirs elsewhere.
CREATE INDEX IF NOT EXISTS ${name}_leased ON ${table} (lease_until, id) WHERE lease_until IS NOT NULL;

-- Types and families, like order.*, that operators have paused: no node claims rows of a type listed here.
-- "until_at" is for a later version.
CREATE TABLE IF NOT EXISTS ${table}_paused (
    pattern  varchar(150) NOT NULL,
    who      varchar(100) NOT NULL,
    why      varchar(1000) NOT NULL,
    since    timestamptz NOT NULL,
    until_at timestamptz,
    PRIMARY KEY (pattern)
);

-- What operators did, by whom and why: one row for each command and action, written in the command's transaction. The id is
-- the order of insertion. "type" is the type of the action, or the type or family that was paused; "detail" is a JSON object.
-- No constraint lists the kinds: later versions write others, of the nodes as well.
CREATE TABLE IF NOT EXISTS ${table}_events (
    id          bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    happened_at timestamptz NOT NULL,
    kind        varchar(40) NOT NULL,
    who         varchar(100),
    why         varchar(1000),
    node        varchar(100),
    origin      varchar(100),
    action_id   bigint,
    type        varchar(150),
    detail      text,
    PRIMARY KEY (id)
);

-- Those of one action.
CREATE INDEX IF NOT EXISTS ${name}_events_action ON ${table}_events (action_id, id);

-- The leases: one row for each claim that has rows left. A row that its node gave up leaves its claim with a lease of its own:
-- "row_id" is its id, and 0 for a claim. "taken_by" is the node that recovers an expired claim, whose owner can no longer renew it.
-- "ids" are the rows of a claim: no index of the main table has the state.
CREATE TABLE IF NOT EXISTS ${table}_claims (
    token       bigint NOT NULL,
    row_id      bigint DEFAULT 0 NOT NULL,
    node        varchar(100) NOT NULL,
    lease_until timestamptz NOT NULL,
    taken_by    varchar(100),
    ids         bigint[],
    PRIMARY KEY (token, row_id)
);

CREATE INDEX IF NOT EXISTS ${name}_claims_lease ON ${table}_claims (lease_until);

-- What each node says about itself, every few seconds: one row for each name. "detail" is a JSON object. A node that has stopped
-- says so; one that is silent and has not said so is lost. Nothing that is claimed depends on this table.
CREATE TABLE IF NOT EXISTS ${table}_nodes (
    node       varchar(100) NOT NULL,
    state      varchar(20) NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL,
    detail     text NOT NULL,
    PRIMARY KEY (node)
);

-- What has happened, counted in intervals of "width" minutes (1, 15, 1440) that begin at "start_at": one row for each type and
-- node that had something to count. The type * is all types together, and *other those that a node has no room for; the node *
-- stands for all nodes, in the wider intervals. "oldest_due" is how many milliseconds the oldest due row of all types had waited,
-- at most: in the line of its type, and of all. "waits" and "runs" are histograms: buckets, and how many fell into each.
CREATE TABLE IF NOT EXISTS ${table}_stats (
    width      smallint NOT NULL,
    start_at   timestamptz NOT NULL,
    type       varchar(150) NOT NULL,
    node       varchar(100) NOT NULL,
    published  bigint DEFAULT 0 NOT NULL,
    started    bigint DEFAULT 0 NOT NULL,
    processed  bigint DEFAULT 0 NOT NULL,
    failed     bigint DEFAULT 0 NOT NULL,
    dead       bigint DEFAULT 0 NOT NULL,
    skipped    bigint DEFAULT 0 NOT NULL,
    discarded  bigint DEFAULT 0 NOT NULL,
    snoozed    bigint DEFAULT 0 NOT NULL,
    cancelled  bigint DEFAULT 0 NOT NULL,
    oldest_due bigint,
    waits      varchar(4000),
    runs       varchar(4000),
    PRIMARY KEY (width, start_at, type, node)
);

-- Commands of operators on many rows: what was asked, and how far it has come, so that any node can go on. It is for the rows
-- that "query" finds, up to "max_id" and as they were at "as_of", or for those in "ids". "cursor_id" is the last row that is done
-- with. "state" is PREVIEW, RUNNING, CANARY, DONE or CANCELLED; no constraint lists them, nor the verbs. "arguments" is a JSON object.
CREATE TABLE IF NOT EXISTS ${table}_bulk (
    id              bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    verb            varchar(40) NOT NULL,
    query           varchar(1000),
    ids             text,
    arguments       text,
    reason          varchar(1000),
    origin          varchar(100),
    who             varchar(100) NOT NULL,
    node            varchar(100),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    valid_until     timestamptz NOT NULL,
    as_of           timestamptz NOT NULL,
    max_id          bigint NOT NULL,
    spread_seconds  bigint DEFAULT 0 NOT NULL,
    canary          bigint DEFAULT 0 NOT NULL,
    state           varchar(20) NOT NULL,
    cursor_id       bigint DEFAULT 0 NOT NULL,
    total           bigint DEFAULT 0 NOT NULL,
    done            bigint DEFAULT 0 NOT NULL,
    refused         bigint DEFAULT 0 NOT NULL,
    failed          bigint DEFAULT 0 NOT NULL,
    idempotency_key varchar(255),
    ended_at        timestamptz,
    PRIMARY KEY (id),
    CONSTRAINT ${name}_bulk_key UNIQUE (who, idempotency_key)
);
