-- What MariaDB and MySQL say in another way than standard.sql.
--
-- FORCE INDEX (PRIMARY): on any other way to the rows, all that are looked at would stay locked, and gaps with them.
--
-- innodb_snapshot_isolation: MariaDB 11.6 and later refuse, in a transaction with REPEATABLE READ, to lock a row that has
-- changed since the first read of the transaction. But that is what a claim is about: candidates are read, and those that
-- others take meanwhile are left out. For MySQL it is a comment.
--
-- A statement begins behind a line "-- name: ..." and ends in front of the next one. Lines that begin with "-- " are
-- comments. What is put in:
--   ${table}    the name of the table, with its schema; its sequence and the tables beside it have names that begin so
--   ${name}     the same without the schema, for names of indexes; ${NAME}: in upper case
--   ${each ?}   its content, once for each element of a list, with commas between

-- == publish ==

-- name: insert_row
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
INSERT INTO ${table}
    (id, type, payload, payload_size, idempotency_key, state, priority, end_at, fail_count, created_at, updated_at)
VALUES (?, ?, ?, ?, ?, 'WAITING', ?, ?, 0, ?, ?)

-- name: insert_rows
-- Rows, of which no driver makes a batch: see BulkWriting.
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
INSERT INTO ${table}
    (id, type, payload, payload_size, idempotency_key, state, priority, end_at, fail_count, created_at, updated_at)
VALUES ${each (?, ?, ?, ?, ?, 'WAITING', ?, ?, 0, ?, ?)}

-- name: in_transaction
-- Asked after a batch that failed without a code: a transaction that the server has ended took its earlier work along.
SELECT @@in_transaction

-- name: insert_rows_with_free_keys
-- Rows whose keys seem free; one that is taken by now changes nothing.
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
INSERT INTO ${table}
    (id, type, payload, payload_size, idempotency_key, state, priority, end_at, fail_count, created_at, updated_at)
VALUES ${each (?, ?, ?, ?, ?, 'WAITING', ?, ?, 0, ?, ?)}
    ON DUPLICATE KEY UPDATE id = id

-- name: find_keys
SELECT idempotency_key, id FROM ${table} WHERE type = ? AND idempotency_key IN (${each ?})

-- name: find_keys_now
-- As they are committed now: a plain read would miss what was committed after the transaction's first read.
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT idempotency_key, id FROM ${table} WHERE type = ? AND idempotency_key IN (${each ?})
  LOCK IN SHARE MODE

-- == claim ==

-- name: claim_candidates
-- Ordered by all leading columns of the index, or the server would sort.
SELECT id, end_at, payload_size FROM ${table} FORCE INDEX (${name}_due)
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type IN (${each ?})
 ORDER BY state, priority, end_at, id
 LIMIT ?

-- name: claim_candidates_after
SELECT id, end_at, payload_size FROM ${table} FORCE INDEX (${name}_due)
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type IN (${each ?})
   AND end_at >= ? AND (end_at > ? OR id > ?)
 ORDER BY state, priority, end_at, id
 LIMIT ?

-- name: claim_lock
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id, type,
       CASE WHEN LENGTH(payload) - 4096 <= GREATEST(payload_size, 0)
             AND COALESCE(LENGTH(errors), 0) <= 16384
            THEN payload END,
       idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN LENGTH(payload) - 4096 <= GREATEST(payload_size, 0)
             AND COALESCE(LENGTH(errors), 0) <= 16384
            THEN errors END,
       execution_id, claim_token, claimed_by,
       (LENGTH(payload) + COALESCE(LENGTH(errors), 0))
  FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND state = 'WAITING' AND end_at <= ?
 FOR UPDATE SKIP LOCKED

-- name: claim_lock_whole
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,
       execution_id, claim_token, claimed_by,
       (LENGTH(payload) + COALESCE(LENGTH(errors), 0))
  FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND state = 'WAITING' AND end_at <= ?
 FOR UPDATE SKIP LOCKED

-- name: claim_lock_unread
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id, type, type, idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN LENGTH(errors) <= 600000 THEN errors END,
       execution_id, claim_token, claimed_by,
       (LENGTH(payload) + COALESCE(LENGTH(errors), 0))
  FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND state = 'WAITING' AND end_at <= ?
 FOR UPDATE SKIP LOCKED

-- name: claim_mark
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table} FORCE INDEX (PRIMARY)
   SET state = 'CLAIMED', set_aside = NULL, claimed_at = ?, claimed_by = ?, claim_token = ?, lease_until = NULL, updated_at = ?
 WHERE id IN (${each ?}) AND state = 'WAITING'

-- name: claim_lease
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
INSERT INTO ${table}_claims (token, row_id, node, lease_until) VALUES (?, ?, ?, ?)

-- == types that no node routes ==

-- name: due_types
SELECT type, end_at, id FROM ${table} FORCE INDEX (${name}_due)
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type NOT IN (${each ?})
 ORDER BY state, priority, end_at, id
 LIMIT ?

-- name: due_types_after
SELECT type, end_at, id FROM ${table} FORCE INDEX (${name}_due)
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type NOT IN (${each ?})
   AND end_at >= ? AND (end_at > ? OR id > ?)
 ORDER BY state, priority, end_at, id
 LIMIT ?

-- == complete ==

-- name: complete_lock
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id, claim_token FROM ${table} FORCE INDEX (PRIMARY) WHERE id IN (${each ?}) AND state = 'CLAIMED' FOR UPDATE

-- name: complete_processed
-- All processed rows of one claim.
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table} FORCE INDEX (PRIMARY)
   SET state = 'PROCESSED', processed_at = ?, lease_until = NULL, updated_at = ?
 WHERE id IN (${each ?}) AND claim_token = ? AND state = 'CLAIMED'

-- name: complete_retry
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table}
   SET state = 'WAITING', end_at = ?, fail_count = ?, errors = ?, failure = ?,
       claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?
 WHERE id = ? AND claim_token = ? AND state = 'CLAIMED'

-- name: complete_snoozed
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table}
   SET state = 'WAITING', end_at = ?,
       claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?
 WHERE id = ? AND claim_token = ? AND state = 'CLAIMED'

-- name: complete_released
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table}
   SET state = 'WAITING',
       claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?
 WHERE id = ? AND claim_token = ? AND state = 'CLAIMED'

-- name: complete_dead
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table}
   SET state = 'DEAD', set_aside = 'DEAD', fail_count = ?, errors = ?, failure = ?, lease_until = NULL, updated_at = ?
 WHERE id = ? AND claim_token = ? AND state = 'CLAIMED'

-- name: complete_ended
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table}
   SET state = ?, set_aside = ?, reason = ?, lease_until = NULL, updated_at = ?
 WHERE id = ? AND claim_token = ? AND state = 'CLAIMED'

-- == hold ==

-- name: lease_lock
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT token, lease_until FROM ${table}_claims FORCE INDEX (PRIMARY)
 WHERE token IN (${each ?}) AND row_id = 0 AND taken_by IS NULL
 FOR UPDATE SKIP LOCKED

-- name: lease_renew
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table}_claims FORCE INDEX (PRIMARY) SET lease_until = ?
 WHERE token IN (${each ?}) AND row_id = 0 AND taken_by IS NULL

-- name: lease_end
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
DELETE ${table}_claims FROM ${table}_claims FORCE INDEX (PRIMARY)
 WHERE token IN (${each ?}) AND row_id = 0 AND taken_by IS NULL

-- name: record_execution
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table}
   SET execution_id = ?, reason = COALESCE(?, reason), updated_at = ?
 WHERE id = ? AND claim_token = ? AND state = 'CLAIMED'

-- name: touch
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table} SET updated_at = ? WHERE id = ? AND claim_token = ? AND state = 'CLAIMED'

-- == recover ==

-- name: expired
SELECT id, claim_token, lease_until, payload_size, (LENGTH(payload) + COALESCE(LENGTH(errors), 0)) FROM ${table}
 WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL
 ORDER BY lease_until, id
 LIMIT ?

-- name: expired_after
SELECT id, claim_token, lease_until, payload_size, (LENGTH(payload) + COALESCE(LENGTH(errors), 0)) FROM ${table}
 WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL
   AND lease_until >= ? AND (lease_until > ? OR id > ?)
 ORDER BY lease_until, id
 LIMIT ?

-- name: expired_lock
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,
       execution_id, claim_token, claimed_by
  FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND state = 'CLAIMED' AND (lease_until IS NULL OR lease_until < ?)
 FOR UPDATE SKIP LOCKED

-- name: expired_lock_unread
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id, type, type, idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN LENGTH(errors) <= 600000 THEN errors END,
       execution_id, claim_token, claimed_by
  FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND state = 'CLAIMED' AND (lease_until IS NULL OR lease_until < ?)
 FOR UPDATE SKIP LOCKED

-- name: expired_lock_only
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id, claim_token FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND state = 'CLAIMED' AND (lease_until IS NULL OR lease_until < ?)
 FOR UPDATE SKIP LOCKED

-- name: claims_expired
SELECT token, row_id, lease_until FROM ${table}_claims
 WHERE lease_until < ?
 ORDER BY lease_until, token, row_id
 LIMIT ?

-- name: claims_expired_after
SELECT token, row_id, lease_until FROM ${table}_claims
 WHERE lease_until < ? AND lease_until >= ? AND (lease_until > ? OR token > ? OR token = ? AND row_id > ?)
 ORDER BY lease_until, token, row_id
 LIMIT ?

-- name: claims_take
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table}_claims FORCE INDEX (PRIMARY) SET taken_by = ? WHERE token = ? AND row_id = ? AND lease_until < ?

-- name: claims_rows
SELECT id, claim_token, end_at, payload_size, (LENGTH(payload) + COALESCE(LENGTH(errors), 0))
  FROM ${table} FORCE INDEX (${name}_due)
 WHERE state = 'CLAIMED' AND claim_token = ?

-- name: claims_drop
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
DELETE FROM ${table}_claims WHERE token = ? AND row_id = ? AND taken_by IS NOT NULL

-- == mend what people have written ==

-- name: mend_find_waiting_below
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority < 1 LIMIT ?

-- name: mend_lock_waiting_below
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id FROM ${table} FORCE INDEX (PRIMARY) WHERE id IN (${each ?}) AND state = 'WAITING' AND priority < 1 FOR UPDATE SKIP LOCKED

-- name: mend_find_waiting_above
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority > 3 LIMIT ?

-- name: mend_lock_waiting_above
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id FROM ${table} FORCE INDEX (PRIMARY) WHERE id IN (${each ?}) AND state = 'WAITING' AND priority > 3 FOR UPDATE SKIP LOCKED

-- name: mend_find_waiting_early_high
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority = 1 AND end_at < ? LIMIT ?

-- name: mend_lock_waiting_early_high
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id FROM ${table} FORCE INDEX (PRIMARY) WHERE id IN (${each ?}) AND state = 'WAITING' AND priority = 1 AND end_at < ? FOR UPDATE SKIP LOCKED

-- name: mend_find_waiting_early_normal
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority = 2 AND end_at < ? LIMIT ?

-- name: mend_lock_waiting_early_normal
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id FROM ${table} FORCE INDEX (PRIMARY) WHERE id IN (${each ?}) AND state = 'WAITING' AND priority = 2 AND end_at < ? FOR UPDATE SKIP LOCKED

-- name: mend_find_waiting_early_low
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority = 3 AND end_at < ? LIMIT ?

-- name: mend_lock_waiting_early_low
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id FROM ${table} FORCE INDEX (PRIMARY) WHERE id IN (${each ?}) AND state = 'WAITING' AND priority = 3 AND end_at < ? FOR UPDATE SKIP LOCKED

-- name: mend_find_claimed_endless
SELECT id FROM ${table} WHERE state = 'CLAIMED' AND lease_until > ? LIMIT ?

-- name: mend_lock_claimed_endless
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id FROM ${table} FORCE INDEX (PRIMARY) WHERE id IN (${each ?}) AND state = 'CLAIMED' AND lease_until > ? FOR UPDATE SKIP LOCKED

-- name: mend_find_claimed_without_token
SELECT id FROM ${table} WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NULL LIMIT ?

-- name: mend_lock_claimed_without_token
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id FROM ${table} FORCE INDEX (PRIMARY) WHERE id IN (${each ?}) AND state = 'CLAIMED' AND lease_until < ? AND claim_token IS NULL FOR UPDATE SKIP LOCKED

-- name: mend_find_claimed_without_lease
SELECT id, claim_token FROM ${table} WHERE state = 'CLAIMED' AND lease_until IS NULL AND NOT EXISTS (SELECT 1 FROM ${table}_claims c WHERE c.token = claim_token) LIMIT ?

-- name: mend_lock_claimed_without_lease
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id, claim_token FROM ${table} FORCE INDEX (PRIMARY) WHERE id IN (${each ?}) AND state = 'CLAIMED' AND lease_until IS NULL FOR UPDATE SKIP LOCKED

-- name: mend_waiting
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table} FORCE INDEX (PRIMARY)
   SET priority = CASE WHEN priority < 1 THEN 1 WHEN priority > 3 THEN 3 ELSE priority END,
       end_at = CASE WHEN end_at < ? THEN ? ELSE end_at END,
       updated_at = ?
 WHERE id IN (${each ?}) AND state = 'WAITING'

-- name: mend_claimed
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table} FORCE INDEX (PRIMARY)
   SET claim_token = COALESCE(claim_token, ?),
       claimed_by = COALESCE(claimed_by, ?),
       lease_until = CASE WHEN lease_until IS NULL OR lease_until > ? THEN ? ELSE lease_until END,
       updated_at = ?
 WHERE id IN (${each ?}) AND state = 'CLAIMED'

-- == walk and prune ==

-- name: stretch_end
SELECT id FROM ${table} FORCE INDEX (PRIMARY) WHERE id > ? ORDER BY id LIMIT ?, 1

-- name: stretch_done
-- What has ended in a stretch of the primary key. The state is written in a form that leads no planner to the index of
-- due rows.
SELECT id, type, state, updated_at FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id > ? AND id <= ? AND state IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?
 ORDER BY id

-- name: stretch_dead
SELECT id, type, state, updated_at FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id > ? AND id <= ? AND state IN ('DEAD') AND updated_at <= ?
 ORDER BY id

-- name: stretch_ended
SELECT id, type, state, updated_at FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id > ? AND id <= ? AND state IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED', 'DEAD') AND updated_at <= ?
 ORDER BY id

-- name: stretch_odd
-- Rows in states that this version does not know, and those that wait for a time which never comes.
SELECT id, state FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id > ? AND id <= ?
   AND (state NOT IN ('WAITING', 'CLAIMED', 'PROCESSED', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')
        OR state = 'WAITING' AND end_at > ?)
 ORDER BY id

-- name: prune_lock_done
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND state IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?
 FOR UPDATE SKIP LOCKED

-- name: prune_delete_done
-- The form for several tables, since the one for a single table knows no FORCE INDEX.
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
DELETE ${table} FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND state IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?

-- name: prune_lock_dead
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND state IN ('DEAD') AND updated_at <= ?
 FOR UPDATE SKIP LOCKED

-- name: prune_delete_dead
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
DELETE ${table} FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND state IN ('DEAD') AND updated_at <= ?

-- == operate ==

-- name: operate_lock
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id, type, state, end_at, fail_count FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id = ? AND state <> 'CLAIMED' FOR UPDATE

-- name: cancel
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table} SET state = 'CANCELLED', set_aside = 'CANCELLED', reason = ?, updated_at = ? WHERE id = ? AND state = 'WAITING'

-- name: retry_now
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table}
   SET end_at = CASE WHEN end_at > ? THEN ? ELSE end_at END, updated_at = ?
 WHERE id = ? AND state = 'WAITING'

-- name: reschedule
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table} SET end_at = ?, updated_at = ? WHERE id = ? AND state = 'WAITING'

-- name: requeue
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table}
   SET state = 'WAITING', end_at = CASE WHEN end_at < ? THEN ? ELSE end_at END, fail_count = 0, reason = NULL,
       set_aside = NULL, claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?
 WHERE id = ? AND state IN ('DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')

-- name: delete
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
DELETE FROM ${table} WHERE id = ? AND state <> 'CLAIMED'

-- name: edit_payload
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table} SET payload = ?, payload_size = ?, updated_at = ?
 WHERE id = ? AND state IN ('WAITING', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')

-- name: state_of_row
-- A plain read would see the row as the transaction first did. The statement before has locked it anyway.
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT state FROM ${table} WHERE id = ? FOR UPDATE

-- name: requeue_lock_dead
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id, type, state, end_at, fail_count FROM ${table} FORCE INDEX (PRIMARY) WHERE id IN (${each ?}) AND state = 'DEAD' AND updated_at < ? FOR UPDATE SKIP LOCKED

-- name: requeue_dead
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table} FORCE INDEX (PRIMARY)
   SET state = 'WAITING', end_at = CASE WHEN end_at < ? THEN ? ELSE end_at END, fail_count = 0, reason = NULL,
       set_aside = NULL, claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?
 WHERE id IN (${each ?}) AND state = 'DEAD'

-- == read ==

-- name: latest
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 ORDER BY id DESC
 LIMIT ?

-- name: latest_in_state
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE state = ?
 ORDER BY id DESC
 LIMIT ?

-- name: latest_unknown
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE state NOT IN ('WAITING', 'CLAIMED', 'PROCESSED', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')
 ORDER BY id DESC
 LIMIT ?

-- name: due
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE state = 'WAITING' AND end_at <= ? AND type IN (${each ?})
 ORDER BY priority, end_at, id
 LIMIT ?

-- == list and count ==

-- name: list_range
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id > ? AND id <= ?
 ORDER BY id DESC

-- name: list_waiting
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} FORCE INDEX (${name}_due) WHERE state = 'WAITING' LIMIT ?

-- name: list_claimed
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} FORCE INDEX (${name}_due) WHERE state = 'CLAIMED' LIMIT ?

-- name: list_state
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} FORCE INDEX (${name}_due) WHERE state = ? LIMIT ?

-- name: list_due
-- The oldest due rows of a priority, in the order of the claim.
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} FORCE INDEX (${name}_due)
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ?
 ORDER BY state, priority, end_at, id
 LIMIT ?

-- name: count_waiting
SELECT COUNT(*) FROM (SELECT id FROM ${table} FORCE INDEX (${name}_due) WHERE state = 'WAITING' LIMIT ?) counted

-- name: count_claimed
SELECT COUNT(*) FROM (SELECT id FROM ${table} FORCE INDEX (${name}_due) WHERE state = 'CLAIMED' LIMIT ?) counted

-- name: count_state
SELECT COUNT(*) FROM (SELECT id FROM ${table} FORCE INDEX (${name}_due) WHERE state = ? LIMIT ?) counted

-- name: count_due
-- Counts no further than the bound.
SELECT COUNT(*) FROM (SELECT id FROM ${table} FORCE INDEX (${name}_due)
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? LIMIT ?) counted

-- name: count_newest
SELECT state, COUNT(*) FROM ${table} FORCE INDEX (PRIMARY) WHERE id > ? GROUP BY state

-- == failures ==

-- name: failures
SELECT id, type, failure, updated_at, claimed_by FROM ${table} FORCE INDEX (${name}_due) WHERE state = 'DEAD' LIMIT ?

-- name: failures_newest
SELECT id, type, failure, updated_at, claimed_by FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id > ? AND id <= ? AND state = 'DEAD'
 ORDER BY id DESC
 LIMIT ?

-- == pause ==

-- name: pause
INSERT INTO ${table}_paused (pattern, who, why, since) VALUES (?, ?, ?, ?)
    ON DUPLICATE KEY UPDATE who = ?, why = ?

-- == bulk actions ==

-- name: bulk_lock
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk FORCE INDEX (PRIMARY)
 WHERE id = ?
 FOR UPDATE

-- name: bulk_latest
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk
 ORDER BY id DESC
 LIMIT ?

-- name: bulk_progress
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table}_bulk
   SET state = ?, arguments = ?, cursor_id = ?, total = ?, done = ?, refused = ?, failed = ?, updated_at = ?, ended_at = ?
 WHERE id = ?

-- name: bulk_forget_key
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
UPDATE ${table}_bulk SET idempotency_key = NULL WHERE who = ? AND idempotency_key = ? AND created_at < ?

-- name: bulk_old
SELECT id FROM ${table}_bulk WHERE state = 'PREVIEW' AND created_at < ? OR created_at < ? ORDER BY id LIMIT ?

-- name: bulk_delete
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
DELETE ${table}_bulk FROM ${table}_bulk FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND created_at < ?

-- name: bulk_rows
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure, updated_at FROM ${table} FORCE INDEX (PRIMARY) WHERE id IN (${each ?})

-- name: bulk_rows_lock
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure, updated_at FROM ${table} FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND state <> 'CLAIMED'
 FOR UPDATE SKIP LOCKED

-- == events ==

-- name: events
SELECT id, happened_at, kind, who, why, node, origin, action_id, type, detail
  FROM ${table}_events
 WHERE id < ?
 ORDER BY id DESC
 LIMIT ?

-- name: events_of
SELECT id, happened_at, kind, who, why, node, origin, action_id, type, detail
  FROM ${table}_events
 WHERE action_id = ? AND id < ?
 ORDER BY action_id DESC, id DESC
 LIMIT ?

-- name: events_oldest
SELECT id, happened_at FROM ${table}_events ORDER BY id LIMIT ?

-- name: events_delete
/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */
DELETE ${table}_events FROM ${table}_events FORCE INDEX (PRIMARY)
 WHERE id IN (${each ?}) AND happened_at <= ?

-- == ids and the clock ==

-- name: clock
SELECT UTC_TIMESTAMP(6)
