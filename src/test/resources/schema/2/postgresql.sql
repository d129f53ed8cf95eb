-- claim-dispatch, PostgreSQL 13 or later: a new table, of schema version 2, as that was shipped.
-- In the jar two placeholders stand for the name of the table: with its schema, if it has one, and without.
-- All times are instants. A plain INSERT with type, payload and end_at is a valid action.

-- One row: the version of this table, the oldest one whose nodes may run on it, and a number that nodes change to see
-- whether the database takes writes. It stands first: a main table without it is one of version 1.
CREATE TABLE IF NOT EXISTS ${table}_schema (
    one             smallint DEFAULT 1 NOT NULL,
    version         integer NOT NULL,
    compatible_from integer NOT NULL,
    write_tests     bigint DEFAULT 0 NOT NULL,
    PRIMARY KEY (one)
);

-- Not where the main table is there: without this row that one is of version 1, and is upgraded by what --from 1 prints.
INSERT INTO ${table}_schema (one, version, compatible_from)
    SELECT 1, 2, 2
     WHERE NOT EXISTS (SELECT 1 FROM ${table}_schema)
       AND to_regclass('${table}') IS NULL;

CREATE SEQUENCE IF NOT EXISTS ${table}_seq START WITH 1 INCREMENT BY 1;

-- Rows change often and soon: room for it within the page, and a vacuum that comes early.
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
    -- Not written yet by any code: for later versions, so that the table changes once.
    set_aside       varchar(12),
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
    fillfactor = 70,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_analyze_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.02
);

-- Only rows with a key need to be unique, and rows without one cost this index nothing.
CREATE UNIQUE INDEX IF NOT EXISTS ${name}_keyed ON ${table} (type, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- What is due, in the order of the claim. The type stands last, so that other types are stepped over within the index.
CREATE INDEX IF NOT EXISTS ${name}_due ON ${table} (priority, end_at, id, type) WHERE state = 'WAITING';

-- Leases that have ended, and what a node holds.
CREATE INDEX IF NOT EXISTS ${name}_lease ON ${table} (lease_until) WHERE state = 'CLAIMED';

-- Types and families, like order.*, that operators have paused: while a row stands here, nobody claims theirs.
CREATE TABLE IF NOT EXISTS ${table}_paused (
    pattern varchar(150) NOT NULL,
    who     varchar(100) NOT NULL,
    why     varchar(1000) NOT NULL,
    since   timestamptz NOT NULL,
    PRIMARY KEY (pattern)
);
