-- claim-dispatch, PostgreSQL 13 or later. For another table replace every action_logs by its name.
-- All times are instants. A plain INSERT with type, payload and end_at is a valid action.

CREATE SEQUENCE IF NOT EXISTS action_logs_seq START WITH 1 INCREMENT BY 1;

-- Rows change often and soon: room for it within the page, and a vacuum that comes early.
CREATE TABLE IF NOT EXISTS action_logs (
    id              bigint DEFAULT nextval('action_logs_seq') NOT NULL,
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
    CONSTRAINT action_logs_pk PRIMARY KEY (id),
    CONSTRAINT action_logs_key UNIQUE (type, idempotency_key),
    -- What only a person could get wrong: the claim looks for these three priorities, and numbers must not overflow.
    CONSTRAINT action_logs_size CHECK (payload_size >= 0),
    CONSTRAINT action_logs_priority CHECK (priority BETWEEN 1 AND 3),
    CONSTRAINT action_logs_fails CHECK (fail_count BETWEEN 0 AND 1000000000)
) WITH (
    fillfactor = 70,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_analyze_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.02
);

-- What is due, in the order of the claim. The type stands last, so that other types are stepped over within the index.
CREATE INDEX IF NOT EXISTS action_logs_due ON action_logs (priority, end_at, id, type) WHERE state = 'WAITING';

-- Leases that have ended, and what a node holds.
CREATE INDEX IF NOT EXISTS action_logs_lease ON action_logs (lease_until) WHERE state = 'CLAIMED';

-- Types and families, like order.*, that operators have paused: while a row stands here, nobody claims theirs.
CREATE TABLE IF NOT EXISTS action_logs_paused (
    pattern varchar(150) NOT NULL,
    who     varchar(100) NOT NULL,
    why     varchar(1000) NOT NULL,
    since   timestamptz NOT NULL,
    PRIMARY KEY (pattern)
);

-- One row: the version of this table, the oldest one whose nodes may run on it, and a number that nodes change to see
-- whether the database takes writes.
CREATE TABLE IF NOT EXISTS action_logs_schema (
    one             smallint DEFAULT 1 NOT NULL,
    version         integer NOT NULL,
    compatible_from integer NOT NULL,
    write_tests     bigint DEFAULT 0 NOT NULL,
    PRIMARY KEY (one)
);

INSERT INTO action_logs_schema (one, version, compatible_from)
    SELECT 1, 2, 1 WHERE NOT EXISTS (SELECT 1 FROM action_logs_schema);

-- The CHECK constraints for a table from before there were any. Nodes do not need them. They are not added by themselves,
-- since rows that break them have to be mended first, and since the table may be locked meanwhile.
-- UPDATE action_logs
--    SET payload_size = CASE WHEN payload_size < 0 THEN 0 ELSE payload_size END,
--        priority = CASE WHEN priority < 1 THEN 1 WHEN priority > 3 THEN 3 ELSE priority END,
--        fail_count = CASE WHEN fail_count < 0 THEN 0 WHEN fail_count > 1000000000 THEN 1000000000 ELSE fail_count END
--  WHERE payload_size < 0 OR priority < 1 OR priority > 3 OR fail_count < 0 OR fail_count > 1000000000;
-- ALTER TABLE action_logs ADD CONSTRAINT action_logs_size CHECK (payload_size >= 0);
-- ALTER TABLE action_logs ADD CONSTRAINT action_logs_priority CHECK (priority BETWEEN 1 AND 3);
-- ALTER TABLE action_logs ADD CONSTRAINT action_logs_fails CHECK (fail_count BETWEEN 0 AND 1000000000);
