-- claim-dispatch, H2: from schema version 2 to 3, after the last node of version 2 has stopped.
-- Printed by: java -jar ${jar} ddl h2 --table ${table} --from 2 --phase after
-- It can be applied again.

-- Nodes of version 2 could start no more: what their operators do leaves no event. Not from 1: what comes after the last node of
-- version 1 has its own file, in front of this one.
UPDATE ${table}_schema SET compatible_from = 3 WHERE compatible_from = 2 AND version >= 3;
