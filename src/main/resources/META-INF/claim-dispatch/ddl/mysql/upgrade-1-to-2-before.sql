-- claim-dispatch, MySQL: from schema version 1 to 2, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl mysql --table ${table} --from 1 --phase before
-- It only adds. Nodes of version 1 go on meanwhile and afterwards; nodes of version 2 run from then on.
-- Columns are added at once, without a copy of the table. Applied again, it says that they are there.

-- Only failure is written yet: the others are for later versions, so that the table changes once.
ALTER TABLE ${table}
    ADD COLUMN set_aside VARCHAR(12),
    ADD COLUMN failure VARCHAR(255),
    ADD COLUMN trace VARCHAR(100),
    ADD COLUMN ordering_key VARCHAR(255),
    ADD COLUMN expires_at DATETIME(6);

-- One row: the version of this table, the oldest one whose nodes may run on it, and a number that nodes change to see
-- whether the database takes writes.
CREATE TABLE IF NOT EXISTS ${table}_schema (
    one             SMALLINT DEFAULT 1 NOT NULL,
    version         INT NOT NULL,
    compatible_from INT NOT NULL,
    write_tests     BIGINT DEFAULT 0 NOT NULL,
    PRIMARY KEY (one)
) ENGINE = InnoDB;

INSERT IGNORE INTO ${table}_schema (one, version, compatible_from) VALUES (1, 2, 1);

UPDATE ${table}_schema SET version = 2 WHERE version < 2;
