-- What SQL Server says in another way than standard.sql. No test has run on SQL Server: the tests parse these statements.
--
-- Locks follow the table: UPDLOCK until the end of the transaction, READPAST to step over rows that others have
-- locked, which it may under READ COMMITTED only. INDEX and FORCESEEK: rows are locked and changed by their ids. Through an
-- index that covers a statement its entry alone would be locked and not the row, and a scan would meet the rows of others.
-- Only behind FROM may a changed table have such hints, hence UPDATE a ... FROM and DELETE a FROM.
-- NOLOCK: a read of no consequence, which waits for no lock; what it finds is locked and looked at again.
-- ORDER BY (SELECT NULL): rows are cut to a number only behind an ORDER BY. TOP would come before the other parameters.
-- DATALENGTH: LEN leaves out trailing blanks. Two bytes a character.
--
-- A statement begins behind a line "-- name: ..." and ends in front of the next one. Lines that begin with "-- " are
-- comments. What is put in:
--   ${table}    the name of the table, with its schema; its sequence and the tables beside it have names that begin so
--   ${name}     the same without the schema, for names of indexes; ${NAME}: in upper case
--   ${each ?}   its content, once for each element of a list, with commas between

-- == publish ==

-- name: find_key_now
-- Waits for another publisher of the key, and reads what is committed then.
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK) WHERE type = ? AND idempotency_key = ?

-- == claim ==

-- name: claim_candidates
SELECT id, end_at, payload_size FROM ${table} WITH (NOLOCK, INDEX (${name}_due))
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type IN (${each ?})
 ORDER BY state, priority, end_at, id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: claim_candidates_after
SELECT id, end_at, payload_size FROM ${table} WITH (NOLOCK, INDEX (${name}_due))
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type IN (${each ?})
   AND end_at >= ? AND (end_at > ? OR id > ?)
 ORDER BY state, priority, end_at, id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: claim_lock
-- Locks and reads those of the candidates that are still waiting and due. Texts that are longer than declared are
-- left out, and read by claim_lock_whole. The last column is the length of both texts.
SELECT id, type,
       CASE WHEN DATALENGTH(payload) / 2 - 4096 <= CASE WHEN payload_size > 0 THEN payload_size ELSE 0 END
             AND COALESCE(DATALENGTH(errors) / 2, 0) <= 16384
            THEN payload END,
       idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN DATALENGTH(payload) / 2 - 4096 <= CASE WHEN payload_size > 0 THEN payload_size ELSE 0 END
             AND COALESCE(DATALENGTH(errors) / 2, 0) <= 16384
            THEN errors END,
       execution_id, claim_token, claimed_by,
       (DATALENGTH(payload) / 2 + COALESCE(DATALENGTH(errors) / 2, 0))
  FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'WAITING' AND end_at <= ?

-- name: claim_lock_whole
SELECT id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,
       execution_id, claim_token, claimed_by,
       (DATALENGTH(payload) / 2 + COALESCE(DATALENGTH(errors) / 2, 0))
  FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'WAITING' AND end_at <= ?

-- name: claim_lock_unread
SELECT id, type, type, idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN DATALENGTH(errors) / 2 <= 600000 THEN errors END,
       execution_id, claim_token, claimed_by,
       (DATALENGTH(payload) / 2 + COALESCE(DATALENGTH(errors) / 2, 0))
  FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'WAITING' AND end_at <= ?

-- name: claim_mark
UPDATE a
   SET state = 'CLAIMED', set_aside = NULL, claimed_at = ?, claimed_by = ?, claim_token = ?, lease_until = NULL, updated_at = ?
  FROM ${table} AS a WITH (ROWLOCK, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'WAITING'

-- == types that no node routes ==

-- name: due_types
SELECT type, end_at, id FROM ${table} WITH (NOLOCK, INDEX (${name}_due))
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type NOT IN (${each ?})
 ORDER BY state, priority, end_at, id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: due_types_after
SELECT type, end_at, id FROM ${table} WITH (NOLOCK, INDEX (${name}_due))
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND type NOT IN (${each ?})
   AND end_at >= ? AND (end_at > ? OR id > ?)
 ORDER BY state, priority, end_at, id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- == complete ==

-- name: complete_lock
SELECT id, claim_token FROM ${table} WITH (UPDLOCK, ROWLOCK, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'CLAIMED'

-- name: complete_processed
-- All processed rows of one claim. Without the hint a plan of a small table may read all of it, and wait for other nodes.
UPDATE a
   SET state = 'PROCESSED', processed_at = ?, lease_until = NULL, updated_at = ?
  FROM ${table} AS a WITH (ROWLOCK, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND claim_token = ? AND state = 'CLAIMED'

-- == hold ==

-- name: lease_held
SELECT token FROM ${table}_claims WITH (NOLOCK)
 WHERE token IN (${each ?}) AND row_id = 0 AND node = ? AND taken_by IS NULL

-- name: lease_lock
SELECT token, lease_until FROM ${table}_claims WITH (UPDLOCK, ROWLOCK, READPAST)
 WHERE token IN (${each ?}) AND row_id = 0 AND taken_by IS NULL

-- name: lease_known
SELECT token FROM ${table}_claims WITH (NOLOCK) WHERE token IN (${each ?})

-- == recover ==

-- name: expired
SELECT id, claim_token, lease_until, payload_size, (DATALENGTH(payload) / 2 + COALESCE(DATALENGTH(errors) / 2, 0))
  FROM ${table} WITH (NOLOCK)
 WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL
 ORDER BY lease_until, id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: expired_after
SELECT id, claim_token, lease_until, payload_size, (DATALENGTH(payload) / 2 + COALESCE(DATALENGTH(errors) / 2, 0))
  FROM ${table} WITH (NOLOCK)
 WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL
   AND lease_until >= ? AND (lease_until > ? OR id > ?)
 ORDER BY lease_until, id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: expired_lock
SELECT id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,
       execution_id, claim_token, claimed_by
  FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'CLAIMED' AND (lease_until IS NULL OR lease_until < ?)

-- name: expired_lock_unread
SELECT id, type, type, idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN DATALENGTH(errors) / 2 <= 600000 THEN errors END,
       execution_id, claim_token, claimed_by
  FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'CLAIMED' AND (lease_until IS NULL OR lease_until < ?)

-- name: expired_lock_only
SELECT id, claim_token FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'CLAIMED' AND (lease_until IS NULL OR lease_until < ?)

-- name: claims_expired
SELECT token, row_id, lease_until FROM ${table}_claims WITH (NOLOCK)
 WHERE lease_until < ?
 ORDER BY lease_until, token, row_id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: claims_expired_after
SELECT token, row_id, lease_until FROM ${table}_claims WITH (NOLOCK)
 WHERE lease_until < ? AND lease_until >= ? AND (lease_until > ? OR token > ? OR token = ? AND row_id > ?)
 ORDER BY lease_until, token, row_id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: claims_rows
SELECT id, claim_token, end_at, payload_size, (DATALENGTH(payload) / 2 + COALESCE(DATALENGTH(errors) / 2, 0)) FROM ${table}
 WHERE state = 'CLAIMED' AND claim_token = ?
 ORDER BY id

-- name: claims_row
SELECT id, claim_token, end_at, payload_size, (DATALENGTH(payload) / 2 + COALESCE(DATALENGTH(errors) / 2, 0)) FROM ${table}
 WHERE claim_token = ? AND id = ? AND state = 'CLAIMED'

-- == mend what people have written ==

-- name: mend_find_waiting_below
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'WAITING' AND priority < 1
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_waiting_below
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'WAITING' AND priority < 1

-- name: mend_find_waiting_above
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'WAITING' AND priority > 3
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_waiting_above
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'WAITING' AND priority > 3

-- name: mend_find_waiting_early_high
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'WAITING' AND priority = 1 AND end_at < ?
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_waiting_early_high
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'WAITING' AND priority = 1 AND end_at < ?

-- name: mend_find_waiting_early_normal
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'WAITING' AND priority = 2 AND end_at < ?
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_waiting_early_normal
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'WAITING' AND priority = 2 AND end_at < ?

-- name: mend_find_waiting_early_low
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'WAITING' AND priority = 3 AND end_at < ?
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_waiting_early_low
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'WAITING' AND priority = 3 AND end_at < ?

-- name: mend_find_claimed_endless
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'CLAIMED' AND lease_until > ?
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_claimed_endless
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'CLAIMED' AND lease_until > ?

-- name: mend_find_claimed_without_token
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NULL
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_claimed_without_token
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'CLAIMED' AND lease_until < ? AND claim_token IS NULL

-- name: mend_find_claimed_without_lease
SELECT id, claim_token FROM ${table} WITH (NOLOCK) WHERE state = 'CLAIMED' AND lease_until IS NULL AND NOT EXISTS (SELECT 1 FROM ${table}_claims c WHERE c.token = claim_token)
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_claimed_without_lease
SELECT id, claim_token FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'CLAIMED' AND lease_until IS NULL

-- name: mend_waiting
UPDATE a
   SET priority = CASE WHEN priority < 1 THEN 1 WHEN priority > 3 THEN 3 ELSE priority END,
       end_at = CASE WHEN end_at < ? THEN ? ELSE end_at END,
       updated_at = ?
  FROM ${table} AS a WITH (ROWLOCK, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'WAITING'

-- name: mend_claimed
UPDATE a
   SET claim_token = COALESCE(claim_token, ?),
       claimed_by = COALESCE(claimed_by, ?),
       lease_until = CASE WHEN lease_until IS NULL OR lease_until > ? THEN ? ELSE lease_until END,
       updated_at = ?
  FROM ${table} AS a WITH (ROWLOCK, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'CLAIMED'

-- == walk and prune ==

-- name: stretch_end
SELECT id FROM ${table} WITH (NOLOCK) WHERE id > ? ORDER BY id OFFSET ? ROWS FETCH NEXT 1 ROWS ONLY

-- name: stretch_done
SELECT id, type, state, updated_at FROM ${table} WITH (NOLOCK)
 WHERE id > ? AND id <= ? AND state + '' IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?
 ORDER BY id

-- name: stretch_dead
SELECT id, type, state, updated_at FROM ${table} WITH (NOLOCK)
 WHERE id > ? AND id <= ? AND state + '' IN ('DEAD') AND updated_at <= ?
 ORDER BY id

-- name: stretch_ended
SELECT id, type, state, updated_at FROM ${table} WITH (NOLOCK)
 WHERE id > ? AND id <= ? AND state + '' IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED', 'DEAD') AND updated_at <= ?
 ORDER BY id

-- name: stretch_odd
SELECT id, state FROM ${table} WITH (NOLOCK)
 WHERE id > ? AND id <= ?
   AND (state + '' NOT IN ('WAITING', 'CLAIMED', 'PROCESSED', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')
        OR state + '' = 'WAITING' AND end_at > ?)
 ORDER BY id

-- name: prune_lock_done
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?

-- name: prune_delete_done
DELETE a
  FROM ${table} AS a WITH (ROWLOCK, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?

-- name: prune_lock_dead
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state IN ('DEAD') AND updated_at <= ?

-- name: prune_delete_dead
DELETE a
  FROM ${table} AS a WITH (ROWLOCK, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state IN ('DEAD') AND updated_at <= ?

-- == operate ==

-- name: operate_lock
SELECT id, type, state, end_at, fail_count FROM ${table} WITH (UPDLOCK, ROWLOCK, FORCESEEK, INDEX (${name}_pk))
 WHERE id = ? AND state <> 'CLAIMED'

-- name: requeue_lock_dead
SELECT id, type, state, end_at, fail_count FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state = 'DEAD' AND updated_at < ?

-- name: requeue_dead
UPDATE a
   SET state = 'WAITING', end_at = CASE WHEN end_at < ? THEN ? ELSE end_at END, fail_count = 0, reason = NULL,
       set_aside = NULL, claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?
  FROM ${table} AS a WITH (ROWLOCK, FORCESEEK, INDEX (${name}_pk))
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
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: latest_in_state
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE state = ?
 ORDER BY id DESC
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: latest_unknown
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE state NOT IN ('WAITING', 'CLAIMED', 'PROCESSED', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')
 ORDER BY id DESC
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: due
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (
           SELECT MIN(c.lease_until) FROM ${table}_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END,
       execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at, failure
  FROM ${table}
 WHERE state = 'WAITING' AND end_at <= ? AND type IN (${each ?})
 ORDER BY priority, end_at, id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- == list and count ==

-- name: list_range
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} WITH (NOLOCK)
 WHERE id > ? AND id <= ?
 ORDER BY id DESC

-- name: list_rows
SELECT id, type, SUBSTRING(payload, 1, 2049), payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, CAST(NULL AS CHAR(1)),
       reason, created_at, updated_at, failure
  FROM ${table} WITH (NOLOCK)
 WHERE id IN (${each ?})

-- name: find_bounded
SELECT id, type, SUBSTRING(payload, 1, 262145), payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, SUBSTRING(errors, 1, 262145),
       reason, created_at, updated_at, failure
  FROM ${table} WITH (NOLOCK)
 WHERE id = ?

-- name: find_payload
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, CAST(NULL AS CHAR(1)),
       reason, created_at, updated_at, failure
  FROM ${table} WITH (NOLOCK)
 WHERE id = ?

-- name: list_waiting
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} WITH (NOLOCK) WHERE state = 'WAITING'
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: list_claimed
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} WITH (NOLOCK) WHERE state = 'CLAIMED'
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: list_state
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} WITH (NOLOCK) WHERE state = ?
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: list_due
-- The oldest due rows of a priority, in the order of the claim.
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} WITH (NOLOCK, INDEX (${name}_due))
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ?
 ORDER BY state, priority, end_at, id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: greatest_id
SELECT MAX(id) FROM ${table} WITH (NOLOCK)

-- name: count_waiting
SELECT COUNT(*) FROM (SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'WAITING'
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY) counted

-- name: count_claimed
SELECT COUNT(*) FROM (SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'CLAIMED'
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY) counted

-- name: count_state
SELECT COUNT(*) FROM (SELECT id FROM ${table} WITH (NOLOCK) WHERE state = ?
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY) counted

-- name: count_due
-- Counts no further than the bound.
SELECT COUNT(*) FROM (SELECT id FROM ${table} WITH (NOLOCK, INDEX (${name}_due))
 WHERE state = 'WAITING' AND priority = ? AND end_at <= ?
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY) counted

-- name: count_newest
SELECT state + '', COUNT(*) FROM ${table} WITH (NOLOCK) WHERE id > ? GROUP BY state + ''

-- == failures ==

-- name: failures
SELECT id, type, failure, updated_at, claimed_by FROM ${table} WITH (NOLOCK) WHERE state = 'DEAD'
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: failures_newest
SELECT id, type, failure, updated_at, claimed_by FROM ${table} WITH (NOLOCK)
 WHERE id > ? AND id <= ? AND state + '' = 'DEAD'
 ORDER BY id DESC
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- == pause ==

-- name: paused
SELECT pattern, who, why, since FROM ${table}_paused WITH (NOLOCK)

-- == bulk actions ==

-- name: bulk_find
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk WITH (NOLOCK)
 WHERE id = ?

-- name: bulk_lock
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk WITH (UPDLOCK, ROWLOCK)
 WHERE id = ?

-- name: bulk_latest
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk WITH (NOLOCK)
 ORDER BY id DESC
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: bulk_old
SELECT id FROM ${table}_bulk WITH (NOLOCK) WHERE state = 'PREVIEW' AND created_at < ? OR created_at < ?
 ORDER BY id OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: bulk_rows
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure, updated_at FROM ${table} WITH (NOLOCK) WHERE id IN (${each ?})

-- name: bulk_rows_lock
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure, updated_at FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST, FORCESEEK, INDEX (${name}_pk))
 WHERE id IN (${each ?}) AND state <> 'CLAIMED'

-- == events ==

-- name: events
SELECT id, happened_at, kind, who, why, node, origin, action_id, type, detail
  FROM ${table}_events
 WHERE id < ?
 ORDER BY id DESC
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: events_of
SELECT id, happened_at, kind, who, why, node, origin, action_id, type, detail
  FROM ${table}_events
 WHERE action_id = ? AND id < ?
 ORDER BY action_id DESC, id DESC
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: events_oldest
SELECT id, happened_at FROM ${table}_events WITH (NOLOCK) ORDER BY id OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- == ids and the clock ==

-- name: draw_ids
-- So many ids, up to 512, and the time in UTC. NEXT VALUE FOR is refused beside TOP, OFFSET, ORDER BY and UNION.
SELECT NEXT VALUE FOR ${table}_seq, SYSUTCDATETIME()
  FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7)) AS a (i)
 CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7)) AS b (i)
 CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7)) AS c (i)
 WHERE a.i * 64 + b.i * 8 + c.i < ?

-- name: clock
SELECT SYSUTCDATETIME()
