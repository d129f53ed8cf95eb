-- claim-dispatch, PostgreSQL: from schema version 3 to 4, after the last node of version 3 has stopped.
-- Printed by: java -jar ${jar} ddl postgresql --table ${table} --from 3 --phase after
-- It can be applied again.

-- Rows that ended before, or on nodes of older versions: they leave the index of due rows.
UPDATE ${table} SET set_aside = state
 WHERE state IN ('DEAD', 'CANCELLED', 'DISCARDED', 'SKIPPED') AND set_aside IS NULL;

-- Rows that such nodes, or people, let wait again: they come into it.
UPDATE ${table} SET set_aside = NULL, claim_token = NULL, claimed_by = NULL, claimed_at = NULL, lease_until = NULL
 WHERE state = 'WAITING' AND (set_aside IS NOT NULL OR claim_token IS NOT NULL);

-- One statement: where a new index is not there or could not be finished, nothing is dropped.
DO $$
BEGIN
    IF (SELECT count(*) FROM pg_index
         WHERE indexrelid IN (to_regclass('${table}_ready'), to_regclass('${table}_leased'), to_regclass('${table}_aside'))
           AND indisvalid) < 3 THEN
        RAISE EXCEPTION 'one of the indexes ${name}_ready, ${name}_leased and ${name}_aside is not there or not valid: drop it, and apply the first phase again';
    END IF;
    IF EXISTS (SELECT FROM ${table}_schema WHERE compatible_from >= 3 AND version >= 4) THEN
        DROP INDEX IF EXISTS ${table}_due;
        DROP INDEX IF EXISTS ${table}_lease;
        UPDATE ${table}_schema SET compatible_from = 4 WHERE compatible_from = 3;
    END IF;
END
$$;
