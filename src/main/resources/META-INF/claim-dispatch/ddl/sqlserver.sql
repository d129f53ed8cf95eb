-- claim-dispatch, SQL Server 2016 or later (no test has run on it): a new table, of schema version 4.
-- Printed by: java -jar ${jar} ddl sqlserver --table ${table}
-- In the jar two placeholders stand for the name of the table: with its schema, if it has one, and without.
-- All times are UTC. A plain INSERT with type, payload and end_at is a valid action.
-- What is there already is not made again.

-- A filtered index is made, and its table changed, only by sessions with this option. Drivers set it, and sqlcmd does not.
SET QUOTED_IDENTIFIER ON;

-- One row: the version of this table, the oldest one whose nodes may run on it, and a number that nodes change to see
-- whether the database takes writes.
IF OBJECT_ID('${table}_schema') IS NULL
CREATE TABLE ${table}_schema (
    one             SMALLINT DEFAULT 1 NOT NULL,
    version         INT NOT NULL,
    compatible_from INT NOT NULL,
    write_tests     BIGINT DEFAULT 0 NOT NULL,
    PRIMARY KEY (one)
);

INSERT INTO ${table}_schema (one, version, compatible_from)
    SELECT 1, 4, 4 WHERE NOT EXISTS (SELECT 1 FROM ${table}_schema);

-- Of BIGINT, if nothing is said.
IF OBJECT_ID('${table}_seq') IS NULL
CREATE SEQUENCE ${table}_seq START WITH 1 INCREMENT BY 1 CACHE 1000;

-- The collation compares exactly: case and accents count. Trailing blanks do not, in any collation.
IF OBJECT_ID('${table}') IS NULL
CREATE TABLE ${table} (
    id              BIGINT DEFAULT NEXT VALUE FOR ${table}_seq NOT NULL,
    type            NVARCHAR(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
    payload         NVARCHAR(MAX) NOT NULL,
    payload_size    INT DEFAULT 0 NOT NULL,
    idempotency_key NVARCHAR(255) COLLATE Latin1_General_100_BIN2,
    state           VARCHAR(12) COLLATE Latin1_General_100_BIN2 DEFAULT 'WAITING' NOT NULL,
    priority        SMALLINT DEFAULT 2 NOT NULL,
    end_at          DATETIME2(6) NOT NULL,
    claimed_at      DATETIME2(6),
    claimed_by      NVARCHAR(100) COLLATE Latin1_General_100_BIN2,
    claim_token     BIGINT,
    lease_until     DATETIME2(6),
    execution_id    BIGINT,
    processed_at    DATETIME2(6),
    fail_count      INT DEFAULT 0 NOT NULL,
    errors          NVARCHAR(MAX),
    reason          NVARCHAR(1000),
    created_at      DATETIME2(6) DEFAULT SYSUTCDATETIME() NOT NULL,
    updated_at      DATETIME2(6) DEFAULT SYSUTCDATETIME() NOT NULL,
    -- The state of a row that has ended without success; NULL in all others.
    set_aside       VARCHAR(12),
    -- Only failure is written yet: the others are for later versions, so that the table changes once.
    failure         VARCHAR(255),
    trace           VARCHAR(100),
    ordering_key    NVARCHAR(255) COLLATE Latin1_General_100_BIN2,
    expires_at      DATETIME2(6),
    CONSTRAINT ${name}_pk PRIMARY KEY (id),
    -- What only a person could get wrong: the claim looks for these three priorities, and numbers must not overflow.
    CONSTRAINT ${name}_size CHECK (payload_size >= 0),
    CONSTRAINT ${name}_priority CHECK (priority BETWEEN 1 AND 3),
    CONSTRAINT ${name}_fails CHECK (fail_count BETWEEN 0 AND 1000000000)
);

-- Only rows with a key need to be unique: NULL is a value like others for a plain unique index.
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID('${table}') AND name = '${name}_keyed')
CREATE UNIQUE INDEX ${name}_keyed ON ${table} (type, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- What is due, in the order of the claim. The type is last, so that other types are stepped over within the index.
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID('${table}') AND name = '${name}_due')
CREATE INDEX ${name}_due ON ${table} (state, priority, end_at, id, type);

-- Leases that have ended.
IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID('${table}') AND name = '${name}_leased')
CREATE INDEX ${name}_leased ON ${table} (lease_until);

-- Types and families, like order.*, that operators have paused: no node claims rows of a type listed here.
-- "until_at" is for a later version.
IF OBJECT_ID('${table}_paused') IS NULL
CREATE TABLE ${table}_paused (
    pattern  NVARCHAR(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
    who      NVARCHAR(100) NOT NULL,
    why      NVARCHAR(1000) NOT NULL,
    since    DATETIME2(6) NOT NULL,
    until_at DATETIME2(6),
    PRIMARY KEY (pattern)
);

-- What operators did, by whom and why: one row for each command and action, written in the command's transaction. The id is
-- the order of insertion. "type" is the type of the action, or the type or family that was paused; "detail" is a JSON object.
-- No constraint lists the kinds: later versions write others, of the nodes as well.
IF OBJECT_ID('${table}_events') IS NULL
CREATE TABLE ${table}_events (
    id          BIGINT IDENTITY(1, 1) NOT NULL,
    happened_at DATETIME2(6) NOT NULL,
    kind        NVARCHAR(40) NOT NULL,
    who         NVARCHAR(100),
    why         NVARCHAR(1000),
    node        NVARCHAR(100),
    origin      NVARCHAR(100),
    action_id   BIGINT,
    type        NVARCHAR(150) COLLATE Latin1_General_100_BIN2,
    detail      NVARCHAR(MAX),
    PRIMARY KEY (id)
);

-- Those of one action.
IF NOT EXISTS (SELECT 1 FROM sys.indexes
                WHERE object_id = OBJECT_ID('${table}_events') AND name = '${name}_events_action')
CREATE INDEX ${name}_events_action ON ${table}_events (action_id, id);

-- The leases: one row for each claim that has rows left. A row that its node gave up leaves its claim with a lease of its own:
-- "row_id" is its id, and 0 for a claim. "taken_by" is the node that recovers an expired claim, whose owner can no longer renew it.
IF OBJECT_ID('${table}_claims') IS NULL
CREATE TABLE ${table}_claims (
    token       BIGINT NOT NULL,
    row_id      BIGINT DEFAULT 0 NOT NULL,
    node        NVARCHAR(100) NOT NULL,
    lease_until DATETIME2(6) NOT NULL,
    taken_by    NVARCHAR(100),
    PRIMARY KEY (token, row_id)
);

IF NOT EXISTS (SELECT 1 FROM sys.indexes
                WHERE object_id = OBJECT_ID('${table}_claims') AND name = '${name}_claims_lease')
CREATE INDEX ${name}_claims_lease ON ${table}_claims (lease_until);

-- What each node says about itself, every few seconds: one row for each name. "detail" is a JSON object. A node that has stopped
-- says so; one that is silent and has not said so is lost. Nothing that is claimed depends on this table.
IF OBJECT_ID('${table}_nodes') IS NULL
CREATE TABLE ${table}_nodes (
    node       NVARCHAR(100) NOT NULL,
    state      NVARCHAR(20) NOT NULL,
    started_at DATETIME2(6) NOT NULL,
    seen_at    DATETIME2(6) NOT NULL,
    detail     NVARCHAR(MAX) NOT NULL,
    PRIMARY KEY (node)
);

-- What has happened, counted in intervals of "width" minutes (1, 15, 1440) that begin at "start_at": one row for each type and
-- node that had something to count. The type * is all types together, and *other those that a node has no room for; the node *
-- stands for all nodes, in the wider intervals. "oldest_due" is how many milliseconds the oldest due row of all types had waited,
-- at most: in the line of its type, and of all. "waits" and "runs" are histograms: buckets, and how many fell into each.
IF OBJECT_ID('${table}_stats') IS NULL
CREATE TABLE ${table}_stats (
    width      SMALLINT NOT NULL,
    start_at   DATETIME2(6) NOT NULL,
    type       NVARCHAR(150) COLLATE Latin1_General_100_BIN2 NOT NULL,
    node       NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
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
    waits      VARCHAR(4000),
    runs       VARCHAR(4000),
    PRIMARY KEY (width, start_at, type, node)
);

-- Commands of operators on many rows: what was asked, and how far it has come, so that any node can go on. It is for the rows
-- that "query" finds, up to "max_id" and as they were at "as_of", or for those in "ids". "cursor_id" is the last row that is done
-- with. "state" is PREVIEW, RUNNING, CANARY, DONE or CANCELLED; no constraint lists them, nor the verbs. "arguments" is a JSON object.
IF OBJECT_ID('${table}_bulk') IS NULL
CREATE TABLE ${table}_bulk (
    id              BIGINT IDENTITY(1, 1) NOT NULL,
    verb            NVARCHAR(40) NOT NULL,
    query           NVARCHAR(1000),
    ids             NVARCHAR(MAX),
    arguments       NVARCHAR(MAX),
    reason          NVARCHAR(1000),
    origin          NVARCHAR(100),
    who             NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    node            NVARCHAR(100),
    created_at      DATETIME2(6) NOT NULL,
    updated_at      DATETIME2(6) NOT NULL,
    valid_until     DATETIME2(6) NOT NULL,
    as_of           DATETIME2(6) NOT NULL,
    max_id          BIGINT NOT NULL,
    spread_seconds  BIGINT DEFAULT 0 NOT NULL,
    canary          BIGINT DEFAULT 0 NOT NULL,
    state           NVARCHAR(20) NOT NULL,
    cursor_id       BIGINT DEFAULT 0 NOT NULL,
    total           BIGINT DEFAULT 0 NOT NULL,
    done            BIGINT DEFAULT 0 NOT NULL,
    refused         BIGINT DEFAULT 0 NOT NULL,
    failed          BIGINT DEFAULT 0 NOT NULL,
    idempotency_key NVARCHAR(255) COLLATE Latin1_General_100_BIN2,
    ended_at        DATETIME2(6),
    PRIMARY KEY (id)
);

-- Once for each operator.
IF NOT EXISTS (SELECT 1 FROM sys.indexes
                WHERE object_id = OBJECT_ID('${table}_bulk') AND name = '${name}_bulk_key')
CREATE UNIQUE INDEX ${name}_bulk_key ON ${table}_bulk (who, idempotency_key) WHERE idempotency_key IS NOT NULL;
