-- claim-dispatch, MariaDB 10.6 or later: a new table, of schema version 4.
-- Printed by: java -jar ${jar} ddl mariadb --table ${table}
-- In the jar two placeholders stand for the name of the table: with its schema, if it has one, and without.
-- All times are UTC. A plain INSERT with type, payload and end_at is a valid action.

-- One row: the version of this table, the oldest one whose nodes may run on it, and a number that nodes change to see
-- whether the database takes writes. It is created first: a main table without it is one of version 1.
CREATE TABLE IF NOT EXISTS ${table}_schema (
    one             SMALLINT DEFAULT 1 NOT NULL,
    version         INT NOT NULL,
    compatible_from INT NOT NULL,
    write_tests     BIGINT DEFAULT 0 NOT NULL,
    PRIMARY KEY (one)
) ENGINE = InnoDB;

-- Not where the main table is there: without this row that one is of version 1, and is upgraded by what --from 1 prints.
INSERT IGNORE INTO ${table}_schema (one, version, compatible_from)
    SELECT 1, 4, 4 FROM DUAL
     WHERE NOT EXISTS (SELECT 1 FROM information_schema.tables
                        WHERE CONCAT(table_schema, '.', table_name) IN ('${table}', CONCAT(DATABASE(), '.${table}')));

CREATE SEQUENCE IF NOT EXISTS ${table}_seq START WITH 1 INCREMENT BY 1;

-- The collation compares types and keys exactly: case, accents and trailing blanks count.
CREATE TABLE IF NOT EXISTS ${table} (
    id              BIGINT DEFAULT (NEXT VALUE FOR ${table}_seq) NOT NULL,
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
    -- The state of a row that has ended without success; NULL in all others.
    set_aside       VARCHAR(12),
    -- Only failure is written yet: the others are for later versions, so that the table changes once.
    failure         VARCHAR(255),
    trace           VARCHAR(100),
    ordering_key    VARCHAR(255),
    expires_at      DATETIME(6),
    PRIMARY KEY (id),
    CONSTRAINT ${name}_key UNIQUE (type, idempotency_key),
    -- What only a person could get wrong: the claim looks for these three priorities, and numbers must not overflow.
    CONSTRAINT ${name}_size CHECK (payload_size >= 0),
    CONSTRAINT ${name}_priority CHECK (priority BETWEEN 1 AND 3),
    CONSTRAINT ${name}_fails CHECK (fail_count BETWEEN 0 AND 1000000000),
    -- What is due, in the order of the claim. The type is last, so that other types are stepped over in the index.
    INDEX ${name}_due (state, priority, end_at, id, type),
    -- Leases that have ended.
    INDEX ${name}_leased (lease_until)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Types and families, like order.*, that operators have paused: no node claims rows of a type listed here.
-- "until_at" is for a later version.
CREATE TABLE IF NOT EXISTS ${table}_paused (
    pattern  VARCHAR(150) NOT NULL,
    who      VARCHAR(100) NOT NULL,
    why      VARCHAR(1000) NOT NULL,
    since    DATETIME(6) NOT NULL,
    until_at DATETIME(6),
    PRIMARY KEY (pattern)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What operators did, by whom and why: one row for each command and action, written in the command's transaction. The id is
-- the order of insertion. "type" is the type of the action, or the type or family that was paused; "detail" is a JSON object.
-- No constraint lists the kinds: later versions write others, of the nodes as well.
CREATE TABLE IF NOT EXISTS ${table}_events (
    id          BIGINT NOT NULL AUTO_INCREMENT,
    happened_at DATETIME(6) NOT NULL,
    kind        VARCHAR(40) NOT NULL,
    who         VARCHAR(100),
    why         VARCHAR(1000),
    node        VARCHAR(100),
    origin      VARCHAR(100),
    action_id   BIGINT,
    type        VARCHAR(150),
    detail      LONGTEXT,
    PRIMARY KEY (id),
    -- Those of one action.
    INDEX ${name}_events_action (action_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The leases: one row for each claim that has rows left. A row that its node gave up leaves its claim with a lease of its own:
-- "row_id" is its id, and 0 for a claim. "taken_by" is the node that recovers an expired claim, whose owner can no longer renew it.
CREATE TABLE IF NOT EXISTS ${table}_claims (
    token       BIGINT NOT NULL,
    row_id      BIGINT DEFAULT 0 NOT NULL,
    node        VARCHAR(100) NOT NULL,
    lease_until DATETIME(6) NOT NULL,
    taken_by    VARCHAR(100),
    PRIMARY KEY (token, row_id),
    INDEX ${name}_claims_lease (lease_until)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What each node says about itself, every few seconds: one row for each name. "detail" is a JSON object. A node that has stopped
-- says so; one that is silent and has not said so is lost. Nothing that is claimed depends on this table.
CREATE TABLE IF NOT EXISTS ${table}_nodes (
    node       VARCHAR(100) NOT NULL,
    state      VARCHAR(20) NOT NULL,
    started_at DATETIME(6) NOT NULL,
    seen_at    DATETIME(6) NOT NULL,
    detail     LONGTEXT NOT NULL,
    PRIMARY KEY (node)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What has happened, counted in intervals of "width" minutes (1, 15, 1440) that begin at "start_at": one row for each type and
-- node that had something to count. The type * is all types together, and *other those that a node has no room for; the node *
-- stands for all nodes, in the wider intervals. "oldest_due" is how many milliseconds the oldest due row of all types had waited,
-- at most: in the line of its type, and of all. "waits" and "runs" are histograms: buckets, and how many fell into each.
CREATE TABLE IF NOT EXISTS ${table}_stats (
    width      SMALLINT NOT NULL,
    start_at   DATETIME(6) NOT NULL,
    type       VARCHAR(150) NOT NULL,
    node       VARCHAR(100) NOT NULL,
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
    waits      VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin,
    runs       VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (width, start_at, type, node)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Commands of operators on many rows: what was asked, and how far it has come, so that any node can go on. It is for the rows
-- that "query" finds, up to "max_id" and as they were at "as_of", or for those in "ids". "cursor_id" is the last row that is done
-- with. "state" is PREVIEW, RUNNING, CANARY, DONE or CANCELLED; no constraint lists them, nor the verbs. "arguments" is a JSON object.
CREATE TABLE IF NOT EXISTS ${table}_bulk (
    id              BIGINT NOT NULL AUTO_INCREMENT,
    verb            VARCHAR(40) NOT NULL,
    query           VARCHAR(1000),
    ids             LONGTEXT,
    arguments       LONGTEXT,
    reason          VARCHAR(1000),
    origin          VARCHAR(100),
    who             VARCHAR(100) NOT NULL,
    node            VARCHAR(100),
    created_at      DATETIME(6) NOT NULL,
    updated_at      DATETIME(6) NOT NULL,
    valid_until     DATETIME(6) NOT NULL,
    as_of           DATETIME(6) NOT NULL,
    max_id          BIGINT NOT NULL,
    spread_seconds  BIGINT DEFAULT 0 NOT NULL,
    canary          BIGINT DEFAULT 0 NOT NULL,
    state           VARCHAR(20) NOT NULL,
    cursor_id       BIGINT DEFAULT 0 NOT NULL,
    total           BIGINT DEFAULT 0 NOT NULL,
    done            BIGINT DEFAULT 0 NOT NULL,
    refused         BIGINT DEFAULT 0 NOT NULL,
    failed          BIGINT DEFAULT 0 NOT NULL,
    idempotency_key VARCHAR(255),
    ended_at        DATETIME(6),
    PRIMARY KEY (id),
    CONSTRAINT ${name}_bulk_key UNIQUE (who, idempotency_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
