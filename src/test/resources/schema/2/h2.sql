-- claim-dispatch, H2 2.2 or later: a new table, of schema version 2, as that was shipped.
-- In the jar two placeholders stand for the name of the table: with its schema, if it has one, and without.
-- All times are instants. A plain INSERT with type, payload and end_at is a valid action.

-- One row: the version of this table, the oldest one whose nodes may run on it, and a number that nodes change to see
-- whether the database takes writes. It stands first: a main table without it is one of version 1.
CREATE TABLE IF NOT EXISTS ${table}_schema (
    one             SMALLINT DEFAULT 1 NOT NULL,
    version         INTEGER NOT NULL,
    compatible_from INTEGER NOT NULL,
    write_tests     BIGINT DEFAULT 0 NOT NULL,
    PRIMARY KEY (one)
);

-- Not where the main table is there: without this row that one is of version 1, and is upgraded by what --from 1 prints.
INSERT INTO ${table}_schema (one, version, compatible_from)
    SELECT 1, 2, 2
     WHERE NOT EXISTS (SELECT 1 FROM ${table}_schema)
       AND NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES
                        WHERE UPPER(TABLE_SCHEMA || '.' || TABLE_NAME)
                              IN (UPPER('${table}'), UPPER(CURRENT_SCHEMA || '.${table}')));

CREATE SEQUENCE IF NOT EXISTS ${table}_seq START WITH 1 INCREMENT BY 1;

CREATE TABLE IF NOT EXISTS ${table} (
    id              BIGINT DEFAULT NEXT VALUE FOR ${table}_seq NOT NULL,
    type            VARCHAR(150) NOT NULL,
    payload         CHARACTER LARGE OBJECT NOT NULL,
    payload_size    INTEGER DEFAULT 0 NOT NULL,
    idempotency_key VARCHAR(255),
    state           VARCHAR(12) DEFAULT 'WAITING' NOT NULL,
    priority        SMALLINT DEFAULT 2 NOT NULL,
    end_at          TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    claimed_at      TIMESTAMP(6) WITH TIME ZONE,
    claimed_by      VARCHAR(100),
    claim_token     BIGINT,
    lease_until     TIMESTAMP(6) WITH TIME ZONE,
    execution_id    BIGINT,
    processed_at    TIMESTAMP(6) WITH TIME ZONE,
    fail_count      INTEGER DEFAULT 0 NOT NULL,
    errors          CHARACTER LARGE OBJECT,
    reason          VARCHAR(1000),
    created_at      TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP(6) NOT NULL,
    updated_at      TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP(6) NOT NULL,
    -- Not written yet by any code: for later versions, so that the table changes once.
    set_aside       VARCHAR(12),
    failure         VARCHAR(255),
    trace           VARCHAR(100),
    ordering_key    VARCHAR(255),
    expires_at      TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT ${name}_pk PRIMARY KEY (id),
    CONSTRAINT ${name}_key UNIQUE (type, idempotency_key),
    -- What only a person could get wrong: the claim looks for these three priorities, and numbers must not overflow.
    CONSTRAINT ${name}_size CHECK (payload_size >= 0),
    CONSTRAINT ${name}_priority CHECK (priority BETWEEN 1 AND 3),
    CONSTRAINT ${name}_fails CHECK (fail_count BETWEEN 0 AND 1000000000)
);

-- What is due, in the order of the claim. The type stands last, so that other types are stepped over within the index.
CREATE INDEX IF NOT EXISTS ${name}_due ON ${table} (state, priority, end_at, id, type);

-- Leases that have ended.
CREATE INDEX IF NOT EXISTS ${name}_lease ON ${table} (state, lease_until);

-- Types and families, like order.*, that operators have paused: while a row stands here, nobody claims theirs.
CREATE TABLE IF NOT EXISTS ${table}_paused (
    pattern VARCHAR(150) NOT NULL,
    who     VARCHAR(100) NOT NULL,
    why     VARCHAR(1000) NOT NULL,
    since   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (pattern)
);
