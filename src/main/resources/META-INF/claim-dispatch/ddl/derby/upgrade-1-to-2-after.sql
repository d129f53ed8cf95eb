-- claim-dispatch, Derby: from schema version 1 to 2, after the last node of version 1 has stopped.
-- Printed by: java -jar ${jar} ddl derby --table ${table} --from 1 --phase after
-- Applied again, it says of each constraint that it is there; that does no harm.

-- Rows with such numbers are given the nearest ones, as nodes do with priorities, so that none of them fails the upgrade.
UPDATE ${table}
   SET payload_size = CASE WHEN payload_size < 0 THEN 0 ELSE payload_size END,
       priority = CASE WHEN priority < 1 THEN 1 WHEN priority > 3 THEN 3 ELSE priority END,
       fail_count = CASE WHEN fail_count < 0 THEN 0 WHEN fail_count > 1000000000 THEN 1000000000 ELSE fail_count END
 WHERE payload_size < 0 OR priority < 1 OR priority > 3 OR fail_count < 0 OR fail_count > 1000000000;

-- What only a person could get wrong: the claim looks for these three priorities, and numbers must not overflow.
ALTER TABLE ${table} ADD CONSTRAINT ${name}_size CHECK (payload_size >= 0);
ALTER TABLE ${table} ADD CONSTRAINT ${name}_priority CHECK (priority BETWEEN 1 AND 3);
ALTER TABLE ${table} ADD CONSTRAINT ${name}_fails CHECK (fail_count BETWEEN 0 AND 1000000000);

UPDATE ${table}_schema SET compatible_from = 2 WHERE compatible_from < 2;
