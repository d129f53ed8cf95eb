-- claim-dispatch, MariaDB 10.6 or later. For another table replace every action_logs by its name.
-- All times are UTC. A plain INSERT with type, payload and end_at is a valid action.

CREATE SEQUENCE IF NOT EXISTS action_logs_seq START WITH 1 INCREMENT BY 1;

-- The collation compares types and keys exactly: case, accents and trailing blanks count.
CREATE TABLE IF NOT EXISTS action_logs (
    id              BIGINT DEFAULT (NEXT VALUE FOR action_logs_seq) NOT NULL,
    type            VARCHAR(150) NOT NULL,
    payload         LONGTEXT NOT NULL,
    payload_size    INT DEFAULT 0 NOT NULL,
    idempotency_key VARCHAR(255),
    state           VARCHAR(12) DEFAULT 'WAITING' NOT NULL,
    priority        SMALLINT DEFAULT 2 NOT NULL,
    end_at          DATETIME(6) NOT NULL,
    claimed_at      DATETIME(6),
    claimed_by      VARCHAR(100),
    claim_token     BIGINT,
    lease_until     DATETIME(6),
    execution_id    BIGINT,
    processed_at    DATETIME(6),
    fail_count      INT DEFAULT 0 NOT NULL,
    errors          LONGTEXT,
    reason          VARCHAR(1000),
    created_at      DATETIME(6) DEFAULT (UTC_TIMESTAMP(6)) NOT NULL,
    updated_at      DATETIME(6) DEFAULT (UTC_TIMESTAMP(6)) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT action_logs_key UNIQUE (type, idempotency_key),
    -- What is due, in the order of the claim. The type stands last, so that other types are stepped over in the index.
    INDEX action_logs_due (state, priority, end_at, id, type),
    -- Leases that have ended.
    INDEX action_logs_lease (state, lease_until)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Types and families, like order.*, that operators have paused: while a row stands here, nobody claims theirs.
CREATE TABLE IF NOT EXISTS action_logs_paused (
    pattern VARCHAR(150) NOT NULL,
    who     VARCHAR(100) NOT NULL,
    why     VARCHAR(1000) NOT NULL,
    since   DATETIME(6) NOT NULL,
    PRIMARY KEY (pattern)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
