-- claim-dispatch, Derby: from schema version 1 to 2, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl derby --table ${table} --from 1 --phase before
-- It only adds. Nodes of version 1 go on meanwhile and afterwards; nodes of version 2 run from then on.
-- Applied again, it says of each statement but the last two that its object is there; that does no harm.

-- Only failure is written yet: the others are for later versions, so that the table changes once.
ALTER TABLE ${table} ADD COLUMN set_aside VARCHAR(12);
ALTER TABLE ${table} ADD COLUMN failure VARCHAR(255);
ALTER TABLE ${table} ADD COLUMN trace VARCHAR(100);
ALTER TABLE ${table} ADD COLUMN ordering_key VARCHAR(255);
ALTER TABLE ${table} ADD COLUMN expires_at TIMESTAMP;

-- One row: the version of this table, the oldest one whose nodes may run on it, and a number that nodes change to see
-- whether the database takes writes.
CREATE TABLE ${table}_schema (
    one             SMALLINT DEFAULT 1 NOT NULL,
    version         INTEGER NOT NULL,
    compatible_from INTEGER NOT NULL,
    write_tests     BIGINT DEFAULT 0 NOT NULL,
    PRIMARY KEY (one)
);

INSERT INTO ${table}_schema (one, version, compatible_from)
    SELECT 1, 2, 1 FROM SYSIBM.SYSDUMMY1 WHERE NOT EXISTS (SELECT 1 FROM ${table}_schema);

UPDATE ${table}_schema SET version = 2 WHERE version < 2;
