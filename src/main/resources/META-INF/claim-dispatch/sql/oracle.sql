-- What Oracle Database says in another way than standard.sql. No test has run on Oracle: the tests parse these statements.
--
-- There is no FETCH FIRST beside FOR UPDATE, and none is needed: rows are locked by their ids.
--
-- A statement begins behind a line "-- name: ..." and ends in front of the next one. Lines that begin with "-- " are
-- comments. What is put in:
--   ${table}    the name of the table, with its schema; its sequence and the tables beside it have names that begin so
--   ${name}     the same without the schema, for names of indexes; ${NAME}: in upper case
--   ${each ?}   what stands in it, once for each element of a list, with commas between

-- == claim ==

-- name: claim_candidates
-- Ordered by all leading columns of the index, so that nothing is sorted.
SELECT /*+ INDEX(a ${name}_due) */ id, end_at, payload_size FROM ${table} a
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type IN (${each ?})
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY

-- name: claim_candidates_after
SELECT /*+ INDEX(a ${name}_due) */ id, end_at, payload_size FROM ${table} a
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type IN (${each ?})
   AND end_at >= ? AND (end_at > ? OR id > ?)
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY

-- == types that nobody routes ==

-- name: due_types
SELECT /*+ INDEX(a ${name}_due) */ type, end_at, id FROM ${table} a
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type NOT IN (${each ?})
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY

-- name: due_types_after
SELECT /*+ INDEX(a ${name}_due) */ type, end_at, id FROM ${table} a
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type NOT IN (${each ?})
   AND end_at >= ? AND (end_at > ? OR id > ?)
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY

-- == ids and the clock ==

-- name: draw_ids
-- So many ids, and the time in UTC.
SELECT ${table}_seq.NEXTVAL, SYS_EXTRACT_UTC(SYSTIMESTAMP) FROM DUAL CONNECT BY LEVEL <= ?

-- name: clock
SELECT SYS_EXTRACT_UTC(SYSTIMESTAMP) FROM DUAL
