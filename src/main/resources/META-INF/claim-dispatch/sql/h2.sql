-- What H2 says in another way than standard.sql.
--
-- A statement begins behind a line "-- name: ..." and ends in front of the next one. Lines that begin with "-- " are
-- comments. What is put in:
--   ${table}    the name of the table, with its schema; its sequence and the tables beside it have names that begin so
--   ${name}     the same without the schema, for names of indexes; ${NAME}: in upper case
--   ${each ?}   its content, once for each element of a list, with commas between

-- == claim ==

-- name: claim_candidates
-- H2 would take the unique index of type and key, and sort; by the plain column it would go through the index once
-- for each type, and sort. Ordered by all leading columns of the index, or it would sort as well.
SELECT id, end_at, payload_size FROM ${table} USE INDEX (${name}_due)
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND CONCAT(type, '') IN (${each ?})
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY

-- name: claim_candidates_after
SELECT id, end_at, payload_size FROM ${table} USE INDEX (${name}_due)
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND CONCAT(type, '') IN (${each ?})
   AND end_at >= ? AND (end_at > ? OR id > ?)
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY

-- == types that no node routes ==

-- name: due_types
SELECT type, end_at, id FROM ${table} USE INDEX (${name}_due)
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND CONCAT(type, '') NOT IN (${each ?})
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY

-- name: due_types_after
SELECT type, end_at, id FROM ${table} USE INDEX (${name}_due)
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND CONCAT(type, '') NOT IN (${each ?})
   AND end_at >= ? AND (end_at > ? OR id > ?)
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY

-- == walk and prune ==

-- name: stretch_done
-- H2 sees through state || ''.
SELECT id, type, state, updated_at FROM ${table}
 WHERE id > ? AND id <= ? AND CONCAT(state, '') IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?
 ORDER BY id

-- name: stretch_dead
SELECT id, type, state, updated_at FROM ${table}
 WHERE id > ? AND id <= ? AND CONCAT(state, '') IN ('DEAD') AND updated_at <= ?
 ORDER BY id

-- name: stretch_ended
SELECT id, type, state, updated_at FROM ${table}
 WHERE id > ? AND id <= ? AND CONCAT(state, '') IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED', 'DEAD') AND updated_at <= ?
 ORDER BY id

-- name: stretch_odd
-- Rows in states that this version does not know, and those that wait for a time which never comes.
SELECT id, state FROM ${table}
 WHERE id > ? AND id <= ?
   AND (CONCAT(state, '') NOT IN ('WAITING', 'CLAIMED', 'PROCESSED', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')
        OR CONCAT(state, '') = 'WAITING' AND end_at > ?)
 ORDER BY id

-- == list and count ==

-- name: list_due
-- The oldest due rows of a priority, in the order of the claim.
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} USE INDEX (${name}_due)
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ?
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY

-- name: count_due
-- Counts no further than the bound.
SELECT COUNT(*) FROM (SELECT id FROM ${table} USE INDEX (${name}_due)
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? FETCH FIRST ? ROWS ONLY) counted

-- name: count_newest
SELECT CONCAT(state, ''), COUNT(*) FROM ${table} WHERE id > ? GROUP BY CONCAT(state, '')

-- == failures ==

-- name: failures_newest
SELECT id, type, failure, updated_at, claimed_by FROM ${table}
 WHERE id > ? AND id <= ? AND CONCAT(state, '') = 'DEAD'
 ORDER BY id DESC
 FETCH FIRST ? ROWS ONLY

-- == ids and the clock ==

-- name: draw_ids
-- So many ids, and the time.
SELECT NEXT VALUE FOR ${table}_seq,
       (SELECT EXECUTING_STATEMENT_START FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID())
  FROM SYSTEM_RANGE(1, ?)

-- name: clock
-- CURRENT_TIMESTAMP stands still within a transaction; a delay would count from where the caller's began.
SELECT EXECUTING_STATEMENT_START FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()
