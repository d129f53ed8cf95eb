-- The statements that databases without UPDATE ... RETURNING share: rows are read, then locked by their ids, then
-- changed by their ids, with times that were read from the database's clock just before. The file of a database holds
-- what it says in another way, and only that.
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

-- name: insert_row
-- One row: id, type, payload, its size, key, priority, end_at, and the time twice.
INSERT INTO ${table}
    (id, type, payload, payload_size, idempotency_key, state, priority, end_at, fail_count, created_at, updated_at)
VALUES (?, ?, ?, ?, ?, 'WAITING', ?, ?, 0, ?, ?)

-- name: find_key
SELECT id FROM ${table} WHERE type = ? AND idempotency_key = ?

-- name: find_key_now
-- The same as it is committed now, whatever the isolation of the transaction.
SELECT id FROM ${table} WHERE type = ? AND idempotency_key = ? FOR UPDATE

-- == claim ==

-- name: claim_lock
-- Locks and reads those of the candidates that are still waiting and due. Texts that are longer than declared are
-- left out, and read by claim_lock_whole. The last column is the length of both texts.
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
  FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND end_at <= ?
 FOR UPDATE SKIP LOCKED

-- name: claim_lock_whole
SELECT id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,
       execution_id, claim_token, claimed_by,
       (LENGTH(payload) + COALESCE(LENGTH(errors), 0))
  FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND end_at <= ?
 FOR UPDATE SKIP LOCKED

-- name: claim_lock_unread
-- Without the payload and without long errors: for rows that do not fit into memory. Errors that we have written
-- are shorter than this bound.
SELECT id, type, type, idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN LENGTH(errors) <= 600000 THEN errors END,
       execution_id, claim_token, claimed_by,
       (LENGTH(payload) + COALESCE(LENGTH(errors), 0))
  FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND end_at <= ?
 FOR UPDATE SKIP LOCKED

-- name: claim_mark
UPDATE ${table}
   SET state = 'CLAIMED', set_aside = NULL, claimed_at = ?, claimed_by = ?, claim_token = ?, lease_until = NULL, updated_at = ?
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING'

-- name: claim_own
-- Which of them have our token: should a server have lent a connection that is in no transaction, locks hold
-- nothing, and the condition of claim_mark alone decides.
SELECT id FROM ${table} WHERE id IN (${each ?}) AND claim_token = ?

-- name: claim_lease
-- Token, the row that was given up or 0, node, and the end of the lease.
INSERT INTO ${table}_claims (token, row_id, node, lease_until) VALUES (?, ?, ?, ?)

-- == complete ==

-- name: complete_lock
-- Asked before a batch of updates: drivers may answer a batch without saying which of its statements met a row.
SELECT id, claim_token FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' FOR UPDATE

-- name: complete_processed
-- All processed rows of one claim.
UPDATE ${table}
   SET state = 'PROCESSED', processed_at = ?, lease_until = NULL, updated_at = ?
 WHERE id IN (${each ?}) AND claim_token = ? AND COALESCE(state, '') = 'CLAIMED'

-- name: complete_retry
-- The other updates fence in the same way: by the id, the token and the state.
UPDATE ${table}
   SET state = 'WAITING', end_at = ?, fail_count = ?, errors = ?, failure = ?,
       claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?
 WHERE id = ? AND claim_token = ? AND COALESCE(state, '') = 'CLAIMED'

-- name: complete_snoozed
UPDATE ${table}
   SET state = 'WAITING', end_at = ?,
       claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?
 WHERE id = ? AND claim_token = ? AND COALESCE(state, '') = 'CLAIMED'

-- name: complete_released
UPDATE ${table}
   SET state = 'WAITING',
       claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?
 WHERE id = ? AND claim_token = ? AND COALESCE(state, '') = 'CLAIMED'

-- name: complete_dead
UPDATE ${table}
   SET state = 'DEAD', set_aside = 'DEAD', fail_count = ?, errors = ?, failure = ?, lease_until = NULL, updated_at = ?
 WHERE id = ? AND claim_token = ? AND COALESCE(state, '') = 'CLAIMED'

-- name: complete_ended
UPDATE ${table}
   SET state = ?, set_aside = ?, reason = ?, lease_until = NULL, updated_at = ?
 WHERE id = ? AND claim_token = ? AND COALESCE(state, '') = 'CLAIMED'

-- == hold ==

-- name: lease_held
-- Claims of the node that no other has taken. Without locks; lease_lock locks them, and skips one that is just ending
-- or being taken where it can, so that a heartbeat does not wait.
SELECT token FROM ${table}_claims WHERE token IN (${each ?}) AND row_id = 0 AND node = ? AND taken_by IS NULL

-- name: lease_lock
SELECT token, lease_until FROM ${table}_claims
 WHERE token IN (${each ?}) AND row_id = 0 AND taken_by IS NULL
 FOR UPDATE SKIP LOCKED

-- name: lease_renew
UPDATE ${table}_claims SET lease_until = ? WHERE token IN (${each ?}) AND row_id = 0 AND taken_by IS NULL

-- name: lease_given_up
-- Rows that have left their claims.
SELECT token, row_id FROM ${table}_claims WHERE token IN (${each ?}) AND row_id <> 0

-- name: lease_known
-- Which of the tokens have a lease, whether of the claim or of a row that has left it. Without locks.
SELECT token FROM ${table}_claims WHERE token IN (${each ?})

-- name: lease_end
DELETE FROM ${table}_claims WHERE token IN (${each ?}) AND row_id = 0 AND taken_by IS NULL

-- name: record_execution
UPDATE ${table}
   SET execution_id = ?, reason = COALESCE(?, reason), updated_at = ?
 WHERE id = ? AND claim_token = ? AND COALESCE(state, '') = 'CLAIMED'

-- name: touch
-- Whether the table takes updates: of a row that the node holds, and of no other.
UPDATE ${table} SET updated_at = ? WHERE id = ? AND claim_token = ? AND COALESCE(state, '') = 'CLAIMED'

-- == recover ==

-- name: expired
-- A claim without a token has no holder, and no statement could be fenced by it: mend_claimed gives it one.
SELECT id, claim_token, lease_until, payload_size, (LENGTH(payload) + COALESCE(LENGTH(errors), 0)) FROM ${table}
 WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL
 ORDER BY lease_until, id
 FETCH FIRST ? ROWS ONLY

-- name: expired_after
SELECT id, claim_token, lease_until, payload_size, (LENGTH(payload) + COALESCE(LENGTH(errors), 0)) FROM ${table}
 WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL
   AND lease_until >= ? AND (lease_until > ? OR id > ?)
 ORDER BY lease_until, id
 FETCH FIRST ? ROWS ONLY

-- name: expired_lock
SELECT id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,
       execution_id, claim_token, claimed_by
  FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' AND (lease_until IS NULL OR lease_until < ?)
 FOR UPDATE SKIP LOCKED

-- name: expired_lock_unread
-- Without the payload and without long errors: for rows that do not fit into memory. Errors that we have written
-- are shorter than this bound.
SELECT id, type, type, idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN LENGTH(errors) <= 600000 THEN errors END,
       execution_id, claim_token, claimed_by
  FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' AND (lease_until IS NULL OR lease_until < ?)
 FOR UPDATE SKIP LOCKED

-- name: expired_lock_only
SELECT id, claim_token FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' AND (lease_until IS NULL OR lease_until < ?)
 FOR UPDATE SKIP LOCKED

-- name: claims_expired
-- Claims whose leases have ended, and those that were taken and still have rows.
SELECT token, row_id, lease_until FROM ${table}_claims
 WHERE lease_until < ?
 ORDER BY lease_until, token, row_id
 FETCH FIRST ? ROWS ONLY

-- name: claims_expired_after
SELECT token, row_id, lease_until FROM ${table}_claims
 WHERE lease_until < ? AND lease_until >= ? AND (lease_until > ? OR token > ? OR token = ? AND row_id > ?)
 ORDER BY lease_until, token, row_id
 FETCH FIRST ? ROWS ONLY

-- name: claims_take
-- From then on no heartbeat renews it.
UPDATE ${table}_claims SET taken_by = ? WHERE token = ? AND row_id = ? AND lease_until < ?

-- name: claims_rows
-- The rows of a claim.
SELECT id, claim_token, end_at, payload_size, (LENGTH(payload) + COALESCE(LENGTH(errors), 0)) FROM ${table}
 WHERE state = 'CLAIMED' AND claim_token = ?
 ORDER BY id

-- name: claims_row
-- The row that has left its claim.
SELECT id, claim_token, end_at, payload_size, (LENGTH(payload) + COALESCE(LENGTH(errors), 0)) FROM ${table}
 WHERE claim_token = ? AND id = ? AND state = 'CLAIMED'

-- name: claims_drop
DELETE FROM ${table}_claims WHERE token = ? AND row_id = ? AND taken_by IS NOT NULL

-- name: claimed_row
SELECT id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,
       execution_id, claim_token, claimed_by
  FROM ${table}
 WHERE id = ? AND claim_token = ? AND COALESCE(state, '') = 'CLAIMED'

-- == mend what people have written ==

-- name: mend_find_waiting_below
-- Rows that no claim asks for: priorities that are none, and times that not every database holds.
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority < 1 FETCH FIRST ? ROWS ONLY

-- name: mend_lock_waiting_below
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND priority < 1 FOR UPDATE SKIP LOCKED

-- name: mend_find_waiting_above
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority > 3 FETCH FIRST ? ROWS ONLY

-- name: mend_lock_waiting_above
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND priority > 3 FOR UPDATE SKIP LOCKED

-- name: mend_find_waiting_early_high
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority = 1 AND end_at < ? FETCH FIRST ? ROWS ONLY

-- name: mend_lock_waiting_early_high
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND priority = 1 AND end_at < ? FOR UPDATE SKIP LOCKED

-- name: mend_find_waiting_early_normal
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority = 2 AND end_at < ? FETCH FIRST ? ROWS ONLY

-- name: mend_lock_waiting_early_normal
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND priority = 2 AND end_at < ? FOR UPDATE SKIP LOCKED

-- name: mend_find_waiting_early_low
SELECT id FROM ${table} WHERE state = 'WAITING' AND priority = 3 AND end_at < ? FETCH FIRST ? ROWS ONLY

-- name: mend_lock_waiting_early_low
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING' AND priority = 3 AND end_at < ? FOR UPDATE SKIP LOCKED

-- name: mend_find_claimed_endless
-- Rows that no recovery asks for: leases that do not end, and claims without a token or a lease.
SELECT id FROM ${table} WHERE state = 'CLAIMED' AND lease_until > ? FETCH FIRST ? ROWS ONLY

-- name: mend_lock_claimed_endless
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' AND lease_until > ? FOR UPDATE SKIP LOCKED

-- name: mend_find_claimed_without_token
SELECT id FROM ${table} WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NULL FETCH FIRST ? ROWS ONLY

-- name: mend_lock_claimed_without_token
SELECT id FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' AND lease_until < ? AND claim_token IS NULL FOR UPDATE SKIP LOCKED

-- name: mend_find_claimed_without_lease
SELECT id, claim_token FROM ${table} WHERE state = 'CLAIMED' AND lease_until IS NULL AND NOT EXISTS (SELECT 1 FROM ${table}_claims c WHERE c.token = claim_token)
 FETCH FIRST ? ROWS ONLY

-- name: mend_lock_claimed_without_lease
-- The token too: a row that was claimed again meanwhile is left alone.
SELECT id, claim_token FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED' AND lease_until IS NULL FOR UPDATE SKIP LOCKED

-- name: mend_waiting
UPDATE ${table}
   SET priority = CASE WHEN priority < 1 THEN 1 WHEN priority > 3 THEN 3 ELSE priority END,
       end_at = CASE WHEN end_at < ? THEN ? ELSE end_at END,
       updated_at = ?
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'WAITING'

-- name: mend_claimed
-- A lease of full length where there is none that ends: a holder that lives renews it.
UPDATE ${table}
   SET claim_token = COALESCE(claim_token, ?),
       claimed_by = COALESCE(claimed_by, ?),
       lease_until = CASE WHEN lease_until IS NULL OR lease_until > ? THEN ? ELSE lease_until END,
       updated_at = ?
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'CLAIMED'

-- == walk and prune ==

-- name: stretch_end
-- The last id of the next stretch of the primary key; the second parameter is its length less one.
SELECT id FROM ${table} WHERE id > ? ORDER BY id OFFSET ? ROWS FETCH NEXT 1 ROWS ONLY

-- name: stretch_done
-- What has ended in a stretch of the primary key. The state is written in a form that leads no planner to the index of due
-- rows.
SELECT id, type, state, updated_at FROM ${table}
 WHERE id > ? AND id <= ? AND state || '' IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?
 ORDER BY id

-- name: stretch_dead
SELECT id, type, state, updated_at FROM ${table}
 WHERE id > ? AND id <= ? AND state || '' IN ('DEAD') AND updated_at <= ?
 ORDER BY id

-- name: stretch_ended
SELECT id, type, state, updated_at FROM ${table}
 WHERE id > ? AND id <= ? AND state || '' IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED', 'DEAD') AND updated_at <= ?
 ORDER BY id

-- name: stretch_odd
-- Rows in states that this version does not know, and those that wait for a time which never comes.
SELECT id, state FROM ${table}
 WHERE id > ? AND id <= ?
   AND (state || '' NOT IN ('WAITING', 'CLAIMED', 'PROCESSED', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')
        OR state || '' = 'WAITING' AND end_at > ?)
 ORDER BY id

-- name: prune_lock_done
SELECT id FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?
 FOR UPDATE SKIP LOCKED

-- name: prune_delete_done
DELETE FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?

-- name: prune_lock_dead
SELECT id FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') IN ('DEAD') AND updated_at <= ?
 FOR UPDATE SKIP LOCKED

-- name: prune_delete_dead
DELETE FROM ${table}
 WHERE id IN (${each ?}) AND COALESCE(state, '') IN ('DEAD') AND updated_at <= ?

-- == operate ==

-- name: operate_lock
-- The row as it is before a verb, locked until the verb has changed it. A claimed one is not even locked: its node goes on.
SELECT id, type, state, end_at, fail_count FROM ${table} WHERE id = ? AND state <> 'CLAIMED' FOR UPDATE

-- name: cancel
UPDATE ${table} SET state = 'CANCELLED', set_aside = 'CANCELLED', reason = ?, updated_at = ? WHERE id = ? AND COALESCE(state, '') = 'WAITING'

-- name: retry_now
UPDATE ${table}
   SET end_at = CASE WHEN end_at > ? THEN ? ELSE end_at END, updated_at = ?
 WHERE id = ? AND COALESCE(state, '') = 'WAITING'

-- name: reschedule
UPDATE ${table} SET end_at = ?, updated_at = ? WHERE id = ? AND COALESCE(state, '') = 'WAITING'

-- name: requeue
-- To the end of what is due now: thousands that died long ago must not come before all that waits.
UPDATE ${table}
   SET state = 'WAITING', end_at = CASE WHEN end_at < ? THEN ? ELSE end_at END, fail_count = 0, reason = NULL,
       set_aside = NULL, claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?
 WHERE id = ? AND COALESCE(state, '') IN ('DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')

-- name: delete
DELETE FROM ${table} WHERE id = ? AND state <> 'CLAIMED'

-- name: edit_payload
-- Of a row that may run, or may run again.
UPDATE ${table} SET payload = ?, payload_size = ?, updated_at = ?
 WHERE id = ? AND COALESCE(state, '') IN ('WAITING', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')

-- name: state_of_row
-- Why a verb met nothing.
SELECT state FROM ${table} WHERE id = ?

-- name: requeue_lock_dead
SELECT id, type, state, end_at, fail_count FROM ${table} WHERE id IN (${each ?}) AND COALESCE(state, '') = 'DEAD' AND updated_at < ? FOR UPDATE SKIP LOCKED

-- name: requeue_dead
UPDATE ${table}
   SET state = 'WAITING', end_at = CASE WHEN end_at < ? THEN ? ELSE end_at END, fail_count = 0, reason = NULL,
       set_aside = NULL, claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?
 WHERE id IN (${each ?}) AND COALESCE(state, '') = 'DEAD'

-- == after a commit without an answer ==

-- name: row_status
SELECT state, claim_token, errors FROM ${table} WHERE id = ?

-- name: claimed_under_token
SELECT id FROM ${table} WHERE state = 'CLAIMED' AND claimed_by = ? AND claim_token = ?

-- == read ==

-- name: find
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE id = ?

-- name: latest
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 ORDER BY id DESC
 FETCH FIRST ? ROWS ONLY

-- name: latest_in_state
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE state = ?
 ORDER BY id DESC
 FETCH FIRST ? ROWS ONLY

-- name: latest_unknown
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE state NOT IN ('WAITING', 'CLAIMED', 'PROCESSED', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')
 ORDER BY id DESC
 FETCH FIRST ? ROWS ONLY

-- name: due
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE state = 'WAITING' AND end_at <= ? AND type IN (${each ?})
 ORDER BY priority, end_at, id
 FETCH FIRST ? ROWS ONLY

-- name: find_all
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE id IN (${each ?})

-- name: find_by_key
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE type = ? AND idempotency_key = ?

-- == list and count ==

-- name: list_range
-- A stretch of the primary key, without the long texts. Stretches of ids and not of numbers of rows: not every database
-- follows an index backwards, and none can follow it further than there are ids.
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table}
 WHERE id > ? AND id <= ?
 ORDER BY id DESC

-- name: list_rows
-- The rows of a page: no errors, and of a payload so much that its beginning can be shown, with one character more.
SELECT id, type, SUBSTR(payload, 1, 2049), payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, CAST(NULL AS CHAR(1)),
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE id IN (${each ?})

-- name: find_bounded
-- One row, however long its texts are.
SELECT id, type, SUBSTR(payload, 1, 262145), payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, SUBSTR(errors, 1, 262145),
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE id = ?

-- name: find_payload
-- One row with all of its payload, and without its errors.
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, CAST(NULL AS CHAR(1)),
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE id = ?

-- name: list_waiting
-- Unsorted, so that it ends with the bound; what is more than the bound is listed by list_range.
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} WHERE state = 'WAITING' FETCH FIRST ? ROWS ONLY

-- name: list_claimed
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} WHERE state = 'CLAIMED' FETCH FIRST ? ROWS ONLY

-- name: list_state
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} WHERE state = ? FETCH FIRST ? ROWS ONLY

-- name: list_due
-- The oldest due rows of a priority, in the order of the claim.
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table}
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ?
 ORDER BY state, priority, end_at, id
 FETCH FIRST ? ROWS ONLY

-- name: greatest_id
SELECT MAX(id) FROM ${table}

-- name: count_waiting
SELECT COUNT(*) FROM (SELECT id FROM ${table} WHERE state = 'WAITING' FETCH FIRST ? ROWS ONLY) counted

-- name: count_claimed
SELECT COUNT(*) FROM (SELECT id FROM ${table} WHERE state = 'CLAIMED' FETCH FIRST ? ROWS ONLY) counted

-- name: count_state
SELECT COUNT(*) FROM (SELECT id FROM ${table} WHERE state = ? FETCH FIRST ? ROWS ONLY) counted

-- name: count_due
-- Counts no further than the bound.
SELECT COUNT(*) FROM (SELECT id FROM ${table}
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? FETCH FIRST ? ROWS ONLY) counted

-- name: count_newest
-- The state is written in a form that leads no planner to the index of due rows, which it would read as a whole.
SELECT state || '', COUNT(*) FROM ${table} WHERE id > ? GROUP BY state || ''

-- == failures ==

-- name: failures
-- Dead rows with their failures, by the index of states and in no order.
SELECT id, type, failure, updated_at, claimed_by FROM ${table} WHERE state = 'DEAD' FETCH FIRST ? ROWS ONLY

-- name: failures_newest
-- Those of a stretch of the primary key, where there are too many of them; the state as for count_newest.
SELECT id, type, failure, updated_at, claimed_by FROM ${table}
 WHERE id > ? AND id <= ? AND state || '' = 'DEAD'
 ORDER BY id DESC
 FETCH FIRST ? ROWS ONLY

-- == pause ==

-- name: pause
-- Fails as a duplicate if it is paused already: see pause_again.
INSERT INTO ${table}_paused (pattern, who, why, since) VALUES (?, ?, ?, ?)

-- name: pause_again
UPDATE ${table}_paused SET who = ?, why = ? WHERE pattern = ?

-- name: resume
DELETE FROM ${table}_paused WHERE pattern = ?

-- name: paused
SELECT pattern, who, why, since FROM ${table}_paused

-- == nodes ==

-- name: node_seen
-- State, start, the time, detail; the node.
UPDATE ${table}_nodes SET state = ?, started_at = ?, seen_at = ?, detail = ? WHERE node = ?

-- name: insert_node
-- Fails as a duplicate if a node of this name was faster.
INSERT INTO ${table}_nodes (state, started_at, seen_at, detail, node) VALUES (?, ?, ?, ?, ?)

-- name: nodes
SELECT node, state, started_at, seen_at, detail FROM ${table}_nodes

-- name: nodes_delete
-- One that was not seen since this time. By its name as well, since MariaDB's safe updates demand a key.
DELETE FROM ${table}_nodes WHERE node = ? AND seen_at < ?

-- == bulk actions ==

-- name: insert_bulk
-- Fails as a duplicate if a request with the same key of the same operator was faster.
INSERT INTO ${table}_bulk
    (verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
     idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: bulk_find
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk
 WHERE id = ?

-- name: bulk_lock
-- Of two that go on with one, the second waits, and then reads how far the first has come.
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk
 WHERE id = ?
 FOR UPDATE

-- name: bulk_of_key
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk
 WHERE who = ? AND idempotency_key = ?

-- name: bulk_latest
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk
 ORDER BY id DESC
 FETCH FIRST ? ROWS ONLY

-- name: bulk_progress
UPDATE ${table}_bulk
   SET state = ?, arguments = ?, cursor_id = ?, total = ?, done = ?, refused = ?, failed = ?, updated_at = ?, ended_at = ?
 WHERE id = ?

-- name: bulk_forget_key
UPDATE ${table}_bulk SET idempotency_key = NULL WHERE who = ? AND idempotency_key = ? AND created_at < ?

-- name: bulk_old
-- Previews that never began, and others. There are few rows, and no index has their times.
SELECT id FROM ${table}_bulk WHERE state = 'PREVIEW' AND created_at < ? OR created_at < ? ORDER BY id FETCH FIRST ? ROWS ONLY

-- name: bulk_delete
DELETE FROM ${table}_bulk WHERE id IN (${each ?}) AND created_at < ?

-- name: bulk_rows
-- Without locks; bulk_rows_lock decides.
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure, updated_at FROM ${table} WHERE id IN (${each ?})

-- name: bulk_rows_lock
-- A claimed row is not even locked: its node goes on. One that is locked is just being claimed, or changed by another operator.
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure, updated_at FROM ${table}
 WHERE id IN (${each ?}) AND state <> 'CLAIMED'
 FOR UPDATE SKIP LOCKED

-- == statistics ==

-- name: statistics_update
-- All that was counted, in place of what stands there: what is written twice counts once.
UPDATE ${table}_stats
   SET published = ?, started = ?, processed = ?, failed = ?, dead = ?,
       skipped = ?, discarded = ?, snoozed = ?, cancelled = ?,
       oldest_due = ?, waits = ?, runs = ?
 WHERE width = ? AND start_at = ? AND type = ? AND node = ?

-- name: statistics_insert
-- Fails as a duplicate if another node was faster.
INSERT INTO ${table}_stats
    (published, started, processed, failed, dead, skipped, discarded, snoozed, cancelled,
     oldest_due, waits, runs, width, start_at, type, node)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: statistics
SELECT start_at, type, node, published, started, processed, failed, dead, skipped, discarded, snoozed, cancelled,
       oldest_due, waits, runs
  FROM ${table}_stats
 WHERE width = ? AND start_at >= ? AND start_at < ?

-- name: statistics_of
-- Those of one type.
SELECT start_at, type, node, published, started, processed, failed, dead, skipped, discarded, snoozed, cancelled,
       oldest_due, waits, runs
  FROM ${table}_stats
 WHERE width = ? AND start_at >= ? AND start_at < ? AND type = ?

-- name: statistics_of_node
SELECT start_at, type, node, published, started, processed, failed, dead, skipped, discarded, snoozed, cancelled,
       oldest_due, waits, runs
  FROM ${table}_stats
 WHERE width = ? AND start_at = ? AND node = ?

-- name: statistics_first
SELECT MIN(start_at) FROM ${table}_stats WHERE width = ?

-- name: statistics_delete
-- From the oldest one on: without it a planner may think that most rows are meant, and read all.
DELETE FROM ${table}_stats WHERE width = ? AND start_at >= ? AND start_at < ?

-- == events ==

-- name: insert_event
-- Time, kind, who, why, node, origin, id and type of the action, detail.
INSERT INTO ${table}_events (happened_at, kind, who, why, node, origin, action_id, type, detail)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: events
SELECT id, happened_at, kind, who, why, node, origin, action_id, type, detail
  FROM ${table}_events
 WHERE id < ?
 ORDER BY id DESC
 FETCH FIRST ? ROWS ONLY

-- name: events_of
-- Those of one action.
SELECT id, happened_at, kind, who, why, node, origin, action_id, type, detail
  FROM ${table}_events
 WHERE action_id = ? AND id < ?
 ORDER BY action_id DESC, id DESC
 FETCH FIRST ? ROWS ONLY

-- name: events_oldest
-- Without locks; events_delete decides.
SELECT id, happened_at FROM ${table}_events ORDER BY id FETCH FIRST ? ROWS ONLY

-- name: events_delete
DELETE FROM ${table}_events WHERE id IN (${each ?}) AND happened_at <= ?

-- == start ==

-- name: right_to_update
-- Changes no row: the start asks whether the user may. Not in an index, so that no database locks for it.
UPDATE ${table} SET errors = errors WHERE 1 = 0

-- name: right_to_add_event
INSERT INTO ${table}_events (happened_at, kind) SELECT happened_at, kind FROM ${table}_events WHERE 1 = 0

-- name: right_to_add_lease
INSERT INTO ${table}_claims (token, row_id, node, lease_until)
SELECT token, row_id, node, lease_until FROM ${table}_claims WHERE 1 = 0

-- name: right_to_renew_lease
UPDATE ${table}_claims SET taken_by = taken_by WHERE 1 = 0

-- name: right_to_end_lease
-- With a column of a key: MariaDB's safe updates refuse a constant alone.
DELETE FROM ${table}_claims WHERE token = 0 AND 1 = 0

-- name: right_to_add_node
INSERT INTO ${table}_nodes (node, state, started_at, seen_at, detail)
SELECT node, state, started_at, seen_at, detail FROM ${table}_nodes WHERE 1 = 0

-- name: right_to_renew_node
UPDATE ${table}_nodes SET state = state WHERE 1 = 0

-- name: right_to_forget_node
DELETE FROM ${table}_nodes WHERE node = '' AND 1 = 0

-- name: right_to_add_statistics
INSERT INTO ${table}_stats (width, start_at, type, node)
SELECT width, start_at, type, node FROM ${table}_stats WHERE 1 = 0

-- name: right_to_change_statistics
UPDATE ${table}_stats SET started = started WHERE 1 = 0

-- name: right_to_delete_statistics
DELETE FROM ${table}_stats WHERE width = 0 AND 1 = 0

-- name: right_to_add_bulk
INSERT INTO ${table}_bulk (verb, who, created_at, updated_at, valid_until, as_of, max_id, state)
SELECT verb, who, created_at, updated_at, valid_until, as_of, max_id, state FROM ${table}_bulk WHERE 1 = 0

-- name: right_to_change_bulk
UPDATE ${table}_bulk SET done = done WHERE 1 = 0

-- name: right_to_delete_bulk
DELETE FROM ${table}_bulk WHERE id = 0 AND 1 = 0
