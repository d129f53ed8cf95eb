-- What Derby says in another way than standard.sql. It cannot skip locked rows. WITH RS: what is read is locked until the
-- transaction ends. WITH UR: a read of no consequence, which waits for no lock.
--
-- COALESCE(state, '') where rows are found by their ids: on a table that is nearly empty, H2 and Derby would go by the index
-- of due rows, and keep that plan when the table has filled.
--
-- A statement begins behind a line "-- name: ..." and ends in front of the next one. Lines that begin with "-- " are
-- comments. What is put in:
--   ${table}    the name of the table, with its schema; its sequence and the tables beside it have names that begin so
--   ${name}     the same without the schema, for names of indexes; ${NAME}: in upper case
--   ${each ?}   its content, once for each element of a list, with commas between

-- == publish ==

-- name: find_key_now
SELECT id FROM ${table} WHERE type = ? AND idempotency_key = ? FOR UPDATE WITH RS

-- == claim ==

-- name: claim_candidates
SELECT id, end_at, payload_size FROM ${table}
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type IN (${each ?})
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY WITH UR

-- name: claim_candidates_after
SELECT id, end_at, payload_size FROM ${table}
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type IN (${each ?})
   AND end_at >= ? AND (end_at > ? OR id > ?)
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY WITH UR

-- name: claim_row
-- The row count says who was first. One update with a subquery has been seen to give rows to two claimers.
UPDATE ${table}
   SET state = 'CLAIMED', set_aside = NULL, claimed_at = ?, claimed_by = ?, claim_token = ?, lease_until = NULL, updated_at = ?
 WHERE id = ? AND COALESCE(state, '') = 'WAITING' AND end_at <= ?

-- name: claim_read
SELECT id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,
       execution_id, claim_token, claimed_by
  FROM ${table}
 WHERE id = ?

-- name: claim_read_unread
-- Without the payload and without long errors: for rows that do not fit into memory. Errors that we have written
-- are shorter than this bound.
SELECT id, type, type, idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN LENGTH(errors) <= 600000 THEN errors END,
       execution_id, claim_token, claimed_by
  FROM ${table}
 WHERE id = ?

-- == types that no node routes ==

-- name: due_types
SELECT type, end_at, id FROM ${table}
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type NOT IN (${each ?})
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY WITH UR

-- name: due_types_after
SELECT type, end_at, id FROM ${table}
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type NOT IN (${each ?})
   AND end_at >= ? AND (end_at > ? OR id > ?)
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY WITH UR

-- == complete ==

-- name: complete_lock
SELECT id, claim_token FROM ${table} --DERBY-PROPERTIES constraint=${NAME}_PK
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' FOR UPDATE WITH RS

-- == hold ==

-- name: lease_held
SELECT token FROM ${table}_claims WHERE token IN (${each ?}) AND row_id = 0 AND node = ? AND taken_by IS NULL WITH UR

-- name: lease_lock
SELECT token, lease_until FROM ${table}_claims --DERBY-PROPERTIES constraint=${NAME}_CLAIMS_PK
 WHERE token IN (${each ?}) AND row_id = 0 AND taken_by IS NULL
 FOR UPDATE WITH RS

-- name: lease_known
SELECT token FROM ${table}_claims WHERE token IN (${each ?}) WITH UR

-- == recover ==

-- name: expired
SELECT id, claim_token, lease_until, payload_size, (LENGTH(payload) + COALESCE(LENGTH(errors), 0)) FROM ${table}
 WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL
 ORDER BY state, lease_until, id
 FETCH FIRST ? ROWS ONLY WITH UR

-- name: expired_after
SELECT id, claim_token, lease_until, payload_size, (LENGTH(payload) + COALESCE(LENGTH(errors), 0)) FROM ${table}
 WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL
   AND lease_until >= ? AND (lease_until > ? OR id > ?)
 ORDER BY state, lease_until, id
 FETCH FIRST ? ROWS ONLY WITH UR

-- name: expired_lock
SELECT id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,
       execution_id, claim_token, claimed_by
  FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' AND (lease_until IS NULL OR lease_until < ?)
 FOR UPDATE WITH RS

-- name: expired_lock_unread
SELECT id, type, type, idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN LENGTH(errors) <= 600000 THEN errors END,
       execution_id, claim_token, claimed_by
  FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' AND (lease_until IS NULL OR lease_until < ?)
 FOR UPDATE WITH RS

-- name: expired_lock_only
SELECT id, claim_token FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' AND (lease_until IS NULL OR lease_until < ?)
 FOR UPDATE WITH RS

-- name: claims_expired
SELECT token, row_id, lease_until FROM ${table}_claims
 WHERE lease_until < ?
 ORDER BY lease_until, token, row_id
 FETCH FIRST ? ROWS ONLY WITH UR

-- name: claims_expired_after
SELECT token, row_id, lease_until FROM ${table}_claims
 WHERE lease_until < ? AND lease_until >= ? AND (lease_until > ? OR token > ? OR token = ? AND row_id > ?)
 ORDER BY lease_until, token, row_id
 FETCH FIRST ? ROWS ONLY WITH UR

-- name: claims_rows
-- No index has the token: a committed read would wait for each claimed row that another transaction has locked. A row that
-- stays unseen because it is being changed loses its claim, and is found by mend_find_claimed_without_lease.
SELECT id, claim_token, end_at, payload_size, (LENGTH(payload) + COALESCE(LENGTH(errors), 0)) FROM ${table}
 WHERE state = 'CLAIMED' AND claim_token = ?
 ORDER BY id WITH UR

-- == mend what people have written ==

-- name: mend_find_waiting_below
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority < 1 FETCH FIRST ? ROWS ONLY WITH UR

-- name: mend_lock_waiting_below
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND priority < 1 FOR UPDATE WITH RS

-- name: mend_find_waiting_above
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority > 3 FETCH FIRST ? ROWS ONLY WITH UR

-- name: mend_lock_waiting_above
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND priority > 3 FOR UPDATE WITH RS

-- name: mend_find_waiting_early_high
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority = 1 AND end_at < ? FETCH FIRST ? ROWS ONLY WITH UR

-- name: mend_lock_waiting_early_high
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND priority = 1 AND end_at < ? FOR UPDATE WITH RS

-- name: mend_find_waiting_early_normal
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority = 2 AND end_at < ? FETCH FIRST ? ROWS ONLY WITH UR

-- name: mend_lock_waiting_early_normal
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND priority = 2 AND end_at < ? FOR UPDATE WITH RS

-- name: mend_find_waiting_early_low
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority = 3 AND end_at < ? FETCH FIRST ? ROWS ONLY WITH UR

-- name: mend_lock_waiting_early_low
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND priority = 3 AND end_at < ? FOR UPDATE WITH RS

-- name: mend_find_claimed_endless
SELECT id FROM ${table} WHERE state = 'CLAIMED' AND lease_until > ? FETCH FIRST ? ROWS ONLY WITH UR

-- name: mend_lock_claimed_endless
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' AND lease_until > ? FOR UPDATE WITH RS

-- name: mend_find_claimed_without_token
SELECT id FROM ${table} WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NULL FETCH FIRST ? ROWS ONLY WITH UR

-- name: mend_lock_claimed_without_token
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' AND lease_until < ? AND claim_token IS NULL FOR UPDATE WITH RS

-- name: mend_find_claimed_without_lease
-- Sees rows of open transactions, and may have looked for their leases before: those are looked for again once the row is
-- locked.
SELECT id, claim_token FROM ${table} WHERE state = 'CLAIMED' AND lease_until IS NULL AND NOT EXISTS (SELECT 1 FROM ${table}_claims c WHERE c.token = claim_token)
 FETCH FIRST ? ROWS ONLY WITH UR

-- name: mend_lock_claimed_without_lease
SELECT id, claim_token FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' AND lease_until IS NULL FOR UPDATE WITH RS

-- == walk and prune ==

-- name: stretch_end
SELECT id FROM ${table} WHERE id > ? ORDER BY id OFFSET ? ROWS FETCH NEXT 1 ROWS ONLY WITH UR

-- name: stretch_done
-- What has ended in a stretch of the primary key. The state is written in a form that leads no planner to the index of
-- due rows.
SELECT id, type, state, updated_at FROM ${table}
 WHERE id > ? AND id <= ? AND state || '' IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?
 ORDER BY id WITH UR

-- name: stretch_dead
SELECT id, type, state, updated_at FROM ${table}
 WHERE id > ? AND id <= ? AND state || '' IN ('DEAD') AND updated_at <= ?
 ORDER BY id WITH UR

-- name: stretch_ended
SELECT id, type, state, updated_at FROM ${table}
 WHERE id > ? AND id <= ? AND state || '' IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED', 'DEAD') AND updated_at <= ?
 ORDER BY id WITH UR

-- name: stretch_odd
-- Rows in states that this version does not know, and those that wait for a time which never comes.
SELECT id, state FROM ${table}
 WHERE id > ? AND id <= ?
   AND (state || '' NOT IN ('WAITING', 'CLAIMED', 'PROCESSED', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')
        OR state || '' = 'WAITING' AND end_at > ?)
 ORDER BY id WITH UR

-- name: prune_lock_done
SELECT id FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?
 FOR UPDATE WITH RS

-- name: prune_lock_dead
SELECT id FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') IN ('DEAD') AND updated_at <= ?
 FOR UPDATE WITH RS

-- == operate ==

-- name: operate_lock
-- By the primary key, as state_of_row.
SELECT id, type, state, end_at, fail_count FROM ${table} --DERBY-PROPERTIES constraint=${NAME}_PK
 WHERE id = ? AND state <> 'CLAIMED' FOR UPDATE WITH RS

-- name: state_of_row
-- By the primary key: in a table of a few rows Derby would read the index of due rows instead, and such a scan
-- misses a row that an update moves within that index. In a hint Derby raises names by the locale of the JVM, so it
-- is in upper case.
SELECT state FROM ${table} --DERBY-PROPERTIES constraint=${NAME}_PK
 WHERE id = ?

-- name: requeue_lock_dead
SELECT id, type, state, end_at, fail_count FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'DEAD' AND updated_at < ? FOR UPDATE WITH RS

-- == list and count ==

-- name: list_range
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} --DERBY-PROPERTIES constraint=${NAME}_PK
 WHERE id > ? AND id <= ?
 ORDER BY id DESC WITH UR

-- name: list_rows
SELECT id, type, SUBSTR(payload, 1, 2049), payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, CAST(NULL AS CLOB),
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE id IN (${each ?}) WITH UR

-- name: find_bounded
SELECT id, type, SUBSTR(payload, 1, 262145), payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, SUBSTR(errors, 1, 262145),
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE id = ? WITH UR

-- name: find_payload
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, CAST(NULL AS CLOB),
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE id = ? WITH UR

-- name: list_waiting
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} --DERBY-PROPERTIES index=${NAME}_DUE
 WHERE state = 'WAITING' FETCH FIRST ? ROWS ONLY WITH UR

-- name: list_claimed
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} --DERBY-PROPERTIES index=${NAME}_DUE
 WHERE state = 'CLAIMED' FETCH FIRST ? ROWS ONLY WITH UR

-- name: list_state
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} --DERBY-PROPERTIES index=${NAME}_DUE
 WHERE state = ? FETCH FIRST ? ROWS ONLY WITH UR

-- name: list_due
-- The oldest due rows of a priority, in the order of the claim.
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} --DERBY-PROPERTIES index=${NAME}_DUE
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ?
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY WITH UR

-- name: greatest_id
SELECT MAX(id) FROM ${table} WITH UR

-- name: count_waiting
SELECT COUNT(*) FROM (SELECT id FROM ${table} --DERBY-PROPERTIES index=${NAME}_DUE
 WHERE state = 'WAITING' FETCH FIRST ? ROWS ONLY) counted WITH UR

-- name: count_claimed
SELECT COUNT(*) FROM (SELECT id FROM ${table} --DERBY-PROPERTIES index=${NAME}_DUE
 WHERE state = 'CLAIMED' FETCH FIRST ? ROWS ONLY) counted WITH UR

-- name: count_state
SELECT COUNT(*) FROM (SELECT id FROM ${table} --DERBY-PROPERTIES index=${NAME}_DUE
 WHERE state = ? FETCH FIRST ? ROWS ONLY) counted WITH UR

-- name: count_due
-- Counts no further than the bound.
SELECT COUNT(*) FROM (SELECT id FROM ${table} --DERBY-PROPERTIES index=${NAME}_DUE
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? FETCH FIRST ? ROWS ONLY) counted WITH UR

-- name: count_newest
SELECT state, COUNT(*) FROM ${table} --DERBY-PROPERTIES constraint=${NAME}_PK
 WHERE id > ? GROUP BY state WITH UR

-- == failures ==

-- name: failures
SELECT id, type, failure, updated_at, claimed_by FROM ${table} --DERBY-PROPERTIES index=${NAME}_DUE
 WHERE state = 'DEAD' FETCH FIRST ? ROWS ONLY WITH UR

-- name: failures_newest
SELECT id, type, failure, updated_at, claimed_by FROM ${table} --DERBY-PROPERTIES constraint=${NAME}_PK
 WHERE id > ? AND id <= ? AND state = 'DEAD'
 ORDER BY id DESC
 FETCH FIRST ? ROWS ONLY WITH UR

-- == pause ==

-- name: paused
SELECT pattern, who, why, since FROM ${table}_paused WITH UR

-- == nodes ==

-- name: nodes
-- Without waiting for a node that is just writing.
SELECT node, state, started_at, seen_at, detail FROM ${table}_nodes WITH UR

-- == bulk actions ==

-- name: bulk_find
-- Without waiting for a node that is just going on.
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk
 WHERE id = ? WITH UR

-- name: bulk_lock
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk --DERBY-PROPERTIES constraint=${NAME}_BULK_PK
 WHERE id = ?
 FOR UPDATE WITH RS

-- name: bulk_latest
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk
 ORDER BY id DESC
 FETCH FIRST ? ROWS ONLY WITH UR

-- name: bulk_old
SELECT id FROM ${table}_bulk WHERE state = 'PREVIEW' AND created_at < ? OR created_at < ? ORDER BY id FETCH FIRST ? ROWS ONLY WITH UR

-- name: bulk_rows
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure, updated_at FROM ${table} --DERBY-PROPERTIES constraint=${NAME}_PK
 WHERE id IN (${each ?}) WITH UR

-- name: bulk_rows_lock
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure, updated_at FROM ${table} --DERBY-PROPERTIES constraint=${NAME}_PK
 WHERE id IN (${each ?}) AND state <> 'CLAIMED'
 FOR UPDATE WITH RS

-- == statistics ==

-- name: statistics
-- Without waiting for a node that is just writing.
SELECT start_at, type, node, published, started, processed, failed, dead, skipped, discarded, snoozed, cancelled,
       oldest_due, waits, runs
  FROM ${table}_stats
 WHERE width = ? AND start_at >= ? AND start_at < ? WITH UR

-- name: statistics_of
SELECT start_at, type, node, published, started, processed, failed, dead, skipped, discarded, snoozed, cancelled,
       oldest_due, waits, runs
  FROM ${table}_stats
 WHERE width = ? AND start_at >= ? AND start_at < ? AND type = ? WITH UR

-- == events ==

-- name: events_oldest
SELECT id, happened_at FROM ${table}_events ORDER BY id FETCH FIRST ? ROWS ONLY WITH UR

-- == ids and the clock ==

-- name: draw_id
VALUES (NEXT VALUE FOR ${table}_seq)

-- name: clock
VALUES (${table}_millis())
