-- claim-dispatch, H2: from schema version 3 to 4, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl h2 --table ${table} --from 3 --phase before
-- It adds nothing but the version. Nodes of versions 1 to 3 go on meanwhile and afterwards; nodes of version 4 run from then on.
-- It can be applied again.

UPDATE ${table}_schema SET version = 4 WHERE version < 4;
