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
    -- What only a person could get wrong: the claim looks for these three priorities, and numbers must not overflow.
    CONSTRAINT action_logs_size CHECK (payload_size >= 0),
    CONSTRAINT action_logs_priority CHECK (priority BETWEEN 1 AND 3),
    CONSTRAINT action_logs_fails CHECK (fail_count BETWEEN 0 AND 1000000000),
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

-- One row: the version of this table, the oldest one whose nodes may run on it, and a number that nodes change to see
-- whether the database takes writes.
CREATE TABLE IF NOT EXISTS action_logs_schema (
    one             SMALLINT DEFAULT 1 NOT NULL,
    version         INT NOT NULL,
    compatible_from INT NOT NULL,
    write_tests     BIGINT DEFAULT 0 NOT NULL,
    PRIMARY KEY (one)
) ENGINE = InnoDB;

INSERT IGNORE INTO action_logs_schema (one, version, compatible_from) VALUES (1, 2, 1);

-- The CHECK constraints for a table from before there were any. Nodes do not need them. They are not added by themselves,
-- since rows that break them have to be mended first, and since the table may be locked while it is copied.
-- UPDATE action_logs
--    SET payload_size = CASE WHEN payload_size < 0 THEN 0 ELSE payload_size END,
--        priority = CASE WHEN priority < 1 THEN 1 WHEN priority > 3 THEN 3 ELSE priority END,
--        fail_count = CASE WHEN fail_count < 0 THEN 0 WHEN fail_count > 1000000000 THEN 1000000000 ELSE fail_count END
--  WHERE payload_size < 0 OR priority < 1 OR priority > 3 OR fail_count < 0 OR fail_count > 1000000000;
-- ALTER TABLE action_logs ADD CONSTRAINT action_logs_size CHECK (payload_size >= 0);
-- ALTER TABLE action_logs ADD CONSTRAINT action_logs_priority CHECK (priority BETWEEN 1 AND 3);
-- ALTER TABLE action_logs ADD CONSTRAINT action_logs_fails CHECK (fail_count BETWEEN 0 AND 1000000000);
