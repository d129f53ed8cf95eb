-- claim-dispatch, PostgreSQL: from schema version 3 to 4, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl postgresql --table ${table} --from 3 --phase before
-- It only adds an index. Nodes of versions 1 to 3 go on meanwhile and afterwards; nodes of version 4 run from then on.
-- It can be applied again.

-- What is due, in the order of the claim, by columns that a completion does not change. The type stands last, so that other
-- types are stepped over within the index. Nodes of older versions search by the index with the suffix _due, which stays until
-- the last of them has stopped. Writes wait while it is made. Where that is too long, make it first by the same statement with
-- CONCURRENTLY behind INDEX.
CREATE INDEX IF NOT EXISTS ${name}_ready ON ${table} (priority, end_at, id, type)
    WHERE claim_token IS NULL AND set_aside IS NULL;

UPDATE ${table}_schema SET version = 4 WHERE version < 4;
