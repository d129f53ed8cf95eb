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
    CONSTRAINT action_logs_key UNIQUE (type, idempotency_key)
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
