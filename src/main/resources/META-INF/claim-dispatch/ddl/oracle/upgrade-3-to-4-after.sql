-- claim-dispatch, Oracle Database (no test has run on it): from schema version 3 to 4, after the last node of version 3 has stopped.
-- Printed by: java -jar ${jar} ddl oracle --table ${table} --from 3 --phase after
-- It can be applied again.

-- Rows that ended before, or on nodes of older versions, as nodes of this version write them.
UPDATE ${table} SET set_aside = state
 WHERE state IN ('DEAD', 'CANCELLED', 'DISCARDED', 'SKIPPED') AND set_aside IS NULL;

-- Rows that such nodes, or people, let wait again.
UPDATE ${table} SET set_aside = NULL WHERE state = 'WAITING' AND set_aside IS NOT NULL;

-- Nodes of version 3 could start no more. Not from an older version: what comes after its last node has its own file, in front
-- of this one.
UPDATE ${table}_schema SET compatible_from = 4 WHERE compatible_from = 3 AND version >= 4;

-- By which nodes of version 3 searched. Applied again, this statement alone fails: the index is gone.
DROP INDEX ${name}_lease;
