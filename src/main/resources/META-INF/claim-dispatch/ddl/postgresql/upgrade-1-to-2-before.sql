-- claim-dispatch, PostgreSQL: from schema version 1 to 2, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl postgresql --table ${table} --from 1 --phase before
-- It only adds. Nodes of version 1 go on meanwhile and afterwards; nodes of version 2 run from then on.
-- It can be applied again. Each statement is short, but waits for transactions that use the table, and holds up what comes
-- after it: SET lock_timeout = '2s' in front, and repeat, where transactions are long.

-- Only failure is written yet: the others are for later versions, so that the table changes once.
ALTER TABLE ${table}
    ADD COLUMN IF NOT EXISTS set_aside varchar(12),
    ADD COLUMN IF NOT EXISTS failure varchar(255),
    ADD COLUMN IF NOT EXISTS trace varchar(100),
    ADD COLUMN IF NOT EXISTS ordering_key varchar(255),
    ADD COLUMN IF NOT EXISTS expires_at timestamptz;

-- One row: the version of this table, the oldest one whose nodes may run on it, and a number that nodes change to see
-- whether the database takes writes.
CREATE TABLE IF NOT EXISTS ${table}_schema (
    one             smallint DEFAULT 1 NOT NULL,
    version         integer NOT NULL,
    compatible_from integer NOT NULL,
    write_tests     bigint DEFAULT 0 NOT NULL,
    PRIMARY KEY (one)
);

INSERT INTO ${table}_schema (one, version, compatible_from)
    SELECT 1, 2, 1 WHERE NOT EXISTS (SELECT 1 FROM ${table}_schema);

UPDATE ${table}_schema SET version = 2 WHERE version < 2;
