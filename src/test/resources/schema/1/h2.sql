-- claim-dispatch, H2 2.2 or later. For another table replace every action_logs by its name.
-- All times are instants. A plain INSERT with type, payload and end_at is a valid action.

CREATE SEQUENCE IF NOT EXISTS action_logs_seq START WITH 1 INCREMENT BY 1;

CREATE TABLE IF NOT EXISTS action_logs (
    id              BIGINT DEFAULT NEXT VALUE FOR action_logs_seq NOT NULL,
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
    CONSTRAINT action_logs_pk PRIMARY KEY (id),
    CONSTRAINT action_logs_key UNIQUE (type, idempotency_key)
);

-- What is due, in the order of the claim. The type stands last, so that other types are stepped over within the index.
CREATE INDEX IF NOT EXISTS action_logs_due ON action_logs (state, priority, end_at, id, type);

-- Leases that have ended.
CREATE INDEX IF NOT EXISTS action_logs_lease ON action_logs (state, lease_until);

-- Types and families, like order.*, that operators have paused: while a row stands here, nobody claims theirs.
CREATE TABLE IF NOT EXISTS action_logs_paused (
    pattern VARCHAR(150) NOT NULL,
    who     VARCHAR(100) NOT NULL,
    why     VARCHAR(1000) NOT NULL,
    since   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (pattern)
);
