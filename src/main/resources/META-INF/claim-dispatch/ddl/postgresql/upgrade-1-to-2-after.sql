-- claim-dispatch, PostgreSQL: from schema version 1 to 2, after the last node of version 1 has stopped.
-- Printed by: java -jar ${jar} ddl postgresql --table ${table} --from 1 --phase after
-- Nodes of version 1 could not publish any more: it drops the constraint that their ON CONFLICT names.
-- It can be applied again.

-- Rows with such numbers are given the nearest ones, as nodes do with priorities, so that none of them fails the upgrade.
UPDATE ${table}
   SET payload_size = CASE WHEN payload_size < 0 THEN 0 ELSE payload_size END,
       priority = CASE WHEN priority < 1 THEN 1 WHEN priority > 3 THEN 3 ELSE priority END,
       fail_count = CASE WHEN fail_count < 0 THEN 0 WHEN fail_count > 1000000000 THEN 1000000000 ELSE fail_count END
 WHERE payload_size < 0 OR priority < 1 OR priority > 3 OR fail_count < 0 OR fail_count > 1000000000;

-- What only a person could get wrong: the claim looks for these three priorities, and numbers must not overflow.
-- Added without a look at the rows, and validated without holding up writes.
ALTER TABLE ${table}
    DROP CONSTRAINT IF EXISTS ${name}_size,
    DROP CONSTRAINT IF EXISTS ${name}_priority,
    DROP CONSTRAINT IF EXISTS ${name}_fails,
    ADD CONSTRAINT ${name}_size CHECK (payload_size >= 0) NOT VALID,
    ADD CONSTRAINT ${name}_priority CHECK (priority BETWEEN 1 AND 3) NOT VALID,
    ADD CONSTRAINT ${name}_fails CHECK (fail_count BETWEEN 0 AND 1000000000) NOT VALID;

-- Once more, for what was written between the two.
UPDATE ${table}
   SET payload_size = CASE WHEN payload_size < 0 THEN 0 ELSE payload_size END,
       priority = CASE WHEN priority < 1 THEN 1 WHEN priority > 3 THEN 3 ELSE priority END,
       fail_count = CASE WHEN fail_count < 0 THEN 0 WHEN fail_count > 1000000000 THEN 1000000000 ELSE fail_count END
 WHERE payload_size < 0 OR priority < 1 OR priority > 3 OR fail_count < 0 OR fail_count > 1000000000;

ALTER TABLE ${table}
    VALIDATE CONSTRAINT ${name}_size,
    VALIDATE CONSTRAINT ${name}_priority,
    VALIDATE CONSTRAINT ${name}_fails;

-- Only rows with a key need to be unique. It is not made earlier: the ON CONFLICT of version 1 does not know this index, so
-- that two publishers of one key would now and then get an error of it. Publishers wait while it is made: 1.5 seconds for a
-- million keys, as measured on two cores. Where that is too long, make it first by the same statement with CONCURRENTLY behind INDEX: publishers
-- of one key may then meet that error meanwhile.
CREATE UNIQUE INDEX IF NOT EXISTS ${name}_keyed ON ${table} (type, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- One statement: where the index is not there or could not be finished, nothing is dropped.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('${table}_keyed') AND indisvalid) THEN
        RAISE EXCEPTION 'the index ${name}_keyed is not there or not valid: drop it, and apply this again';
    END IF;
    ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${name}_key;
    UPDATE ${table}_schema SET compatible_from = 2 WHERE compatible_from < 2;
END
$$;
