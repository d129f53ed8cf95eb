-- What Oracle Database says in another way than standard.sql. No test has run on Oracle: the tests parse these statements.
--
-- There is no FETCH FIRST beside FOR UPDATE (ORA-02014), and none is needed: rows are found without locks, cut to a number,
-- and then locked by their ids. ROWNUM around an ordered query stops the walk through the index at that number.
-- An empty text is NULL. State || '' is therefore the state, as elsewhere, and leads no plan to the index of due rows.
--
-- A statement begins behind a line "-- name: ..." and ends in front of the next one. Lines that begin with "-- " are
-- comments. What is put in:
--   ${table}    the name of the table, with its schema; its sequence and the tables beside it have names that begin so
--   ${name}     the same without the schema, for names of indexes; ${NAME}: in upper case
--   ${each ?}   its content, once for each element of a list, with commas between

-- == publish ==

-- name: find_key
-- The expression of the unique index, or the index would not serve.
SELECT id FROM ${table}
 WHERE CASE WHEN idempotency_key IS NOT NULL THEN type END = ? AND idempotency_key = ?

-- name: find_key_now
SELECT id FROM ${table}
 WHERE CASE WHEN idempotency_key IS NOT NULL THEN type END = ? AND idempotency_key = ?
 FOR UPDATE

-- == claim ==

-- name: claim_candidates
-- Ordered by all leading columns of the index, so that nothing is sorted.
SELECT id, end_at, payload_size
  FROM (SELECT /*+ INDEX(a ${name}_due) */ id, end_at, payload_size FROM ${table} a
         WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type IN (${each ?})
         ORDER BY state, priority, end_at, id)
 WHERE ROWNUM <= ?

-- name: claim_candidates_after
SELECT id, end_at, payload_size
  FROM (SELECT /*+ INDEX(a ${name}_due) */ id, end_at, payload_size FROM ${table} a
         WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type IN (${each ?})
           AND end_at >= ? AND (end_at > ? OR id > ?)
         ORDER BY state, priority, end_at, id)
 WHERE ROWNUM <= ?

-- == types that no node routes ==

-- name: due_types
SELECT type, end_at, id
  FROM (SELECT /*+ INDEX(a ${name}_due) */ type, end_at, id FROM ${table} a
         WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type NOT IN (${each ?})
         ORDER BY state, priority, end_at, id)
 WHERE ROWNUM <= ?

-- name: due_types_after
SELECT type, end_at, id
  FROM (SELECT /*+ INDEX(a ${name}_due) */ type, end_at, id FROM ${table} a
         WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type NOT IN (${each ?})
           AND end_at >= ? AND (end_at > ? OR id > ?)
         ORDER BY state, priority, end_at, id)
 WHERE ROWNUM <= ?

-- == ids and the clock ==

-- name: draw_ids
-- So many ids, and the time in UTC.
SELECT ${table}_seq.NEXTVAL, SYS_EXTRACT_UTC(SYSTIMESTAMP) FROM DUAL CONNECT BY LEVEL <= ?

-- name: clock
SELECT SYS_EXTRACT_UTC(SYSTIMESTAMP) FROM DUAL
