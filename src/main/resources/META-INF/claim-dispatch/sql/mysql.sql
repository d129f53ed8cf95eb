-- What MySQL says in another way than innodb.sql and standard.sql.
--
-- A statement begins behind a line "-- name: ..." and ends in front of the next one. Lines that begin with "-- " are
-- comments. What is put in:
--   ${table}    the name of the table, with its schema; its sequence and the tables beside it have names that begin so
--   ${name}     the same without the schema, for names of indexes; ${NAME}: in upper case
--   ${each ?}   its content, once for each element of a list, with commas between

-- == ids and the clock ==

-- name: draw_ids
-- From the counter of a table, which is never rolled back and waits for no other transaction.
INSERT INTO ${table}_seq (id) VALUES ${each (NULL)}

-- name: drawn_id
-- Each by its id: a range would lock the gap behind it.
DELETE FROM ${table}_seq WHERE id = ?
