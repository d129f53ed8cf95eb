-- What SQL Server says in another way than standard.sql. No test has run on SQL Server: the tests parse these statements.
--
-- Locks stand behind the table: UPDLOCK until the end of the transaction, READPAST to step over what others have locked.
-- NOLOCK: a read of no consequence, which waits for no lock; what it finds is locked and looked at again.
-- ORDER BY (SELECT NULL): rows are cut to a number only behind an ORDER BY.
--
-- A statement begins behind a line "-- name: ..." and ends in front of the next one. Lines that begin with "-- " are
-- comments. What is put in:
--   ${table}    the name of the table, with its schema; its sequence and the tables beside it have names that begin so
--   ${name}     the same without the schema, for names of indexes; ${NAME}: in upper case
--   ${each ?}   what stands in it, once for each element of a list, with commas between

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
       CASE WHEN LEN(payload) - 4096 <= CASE WHEN payload_size > 0 THEN payload_size ELSE 0 END
             AND COALESCE(LEN(errors), 0) <= 16384
            THEN payload END,
       idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN LEN(payload) - 4096 <= CASE WHEN payload_size > 0 THEN payload_size ELSE 0 END
             AND COALESCE(LEN(errors), 0) <= 16384
            THEN errors END,
       execution_id, claim_token, claimed_by,
       (LEN(payload) + COALESCE(LEN(errors), 0))
  FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST)
 WHERE id IN (${each ?}) AND state = 'WAITING' AND end_at <= ?

-- name: claim_lock_whole
SELECT id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,
       execution_id, claim_token, claimed_by,
       (LEN(payload) + COALESCE(LEN(errors), 0))
  FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST)
 WHERE id IN (${each ?}) AND state = 'WAITING' AND end_at <= ?

-- name: claim_lock_unread
SELECT id, type, type, idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN LEN(errors) <= 600000 THEN errors END,
       execution_id, claim_token, claimed_by,
       (LEN(payload) + COALESCE(LEN(errors), 0))
  FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST)
 WHERE id IN (${each ?}) AND state = 'WAITING' AND end_at <= ?

-- == types that nobody routes ==

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
SELECT id, claim_token FROM ${table} WITH (UPDLOCK, ROWLOCK) WHERE id IN (${each ?}) AND state = 'CLAIMED'

-- == hold ==

-- name: lease_held
SELECT id, claim_token FROM ${table} WITH (NOLOCK)
 WHERE state = 'CLAIMED' AND claimed_by = ? AND claim_token IN (${each ?})

-- name: lease_lock
SELECT id, claim_token FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST) WHERE id IN (${each ?}) AND state = 'CLAIMED'

-- == recover ==

-- name: expired
SELECT id, claim_token, lease_until, payload_size, (LEN(payload) + COALESCE(LEN(errors), 0)) FROM ${table} WITH (NOLOCK)
 WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL
 ORDER BY state, lease_until, id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: expired_after
SELECT id, claim_token, lease_until, payload_size, (LEN(payload) + COALESCE(LEN(errors), 0)) FROM ${table} WITH (NOLOCK)
 WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL
   AND lease_until >= ? AND (lease_until > ? OR id > ?)
 ORDER BY state, lease_until, id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: expired_lock
SELECT id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,
       execution_id, claim_token, claimed_by
  FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST)
 WHERE id IN (${each ?}) AND state = 'CLAIMED' AND lease_until < ?

-- name: expired_lock_unread
SELECT id, type, type, idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN LEN(errors) <= 600000 THEN errors END,
       execution_id, claim_token, claimed_by
  FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST)
 WHERE id IN (${each ?}) AND state = 'CLAIMED' AND lease_until < ?

-- name: expired_lock_only
SELECT id, claim_token FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST)
 WHERE id IN (${each ?}) AND state = 'CLAIMED' AND lease_until < ?

-- == mend what people have written ==

-- name: mend_find_waiting_below
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'WAITING' AND priority < 1
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_waiting_below
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST) WHERE id IN (${each ?}) AND state = 'WAITING' AND priority < 1

-- name: mend_find_waiting_above
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'WAITING' AND priority > 3
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_waiting_above
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST) WHERE id IN (${each ?}) AND state = 'WAITING' AND priority > 3

-- name: mend_find_waiting_early_high
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'WAITING' AND priority = 1 AND end_at < ?
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_waiting_early_high
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST) WHERE id IN (${each ?}) AND state = 'WAITING' AND priority = 1 AND end_at < ?

-- name: mend_find_waiting_early_normal
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'WAITING' AND priority = 2 AND end_at < ?
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_waiting_early_normal
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST) WHERE id IN (${each ?}) AND state = 'WAITING' AND priority = 2 AND end_at < ?

-- name: mend_find_waiting_early_low
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'WAITING' AND priority = 3 AND end_at < ?
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_waiting_early_low
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST) WHERE id IN (${each ?}) AND state = 'WAITING' AND priority = 3 AND end_at < ?

-- name: mend_find_claimed_endless
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'CLAIMED' AND lease_until > ?
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_claimed_endless
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST) WHERE id IN (${each ?}) AND state = 'CLAIMED' AND lease_until > ?

-- name: mend_find_claimed_without_token
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NULL
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_claimed_without_token
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST) WHERE id IN (${each ?}) AND state = 'CLAIMED' AND lease_until < ? AND claim_token IS NULL

-- name: mend_find_claimed_without_lease
SELECT id FROM ${table} WITH (NOLOCK) WHERE state = 'CLAIMED' AND lease_until IS NULL
 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: mend_lock_claimed_without_lease
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST) WHERE id IN (${each ?}) AND state = 'CLAIMED' AND lease_until IS NULL

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
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST)
 WHERE id IN (${each ?}) AND state IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?

-- name: prune_lock_dead
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST)
 WHERE id IN (${each ?}) AND state IN ('DEAD') AND updated_at <= ?

-- == operate ==

-- name: requeue_lock_dead
SELECT id FROM ${table} WITH (UPDLOCK, ROWLOCK, READPAST) WHERE id IN (${each ?}) AND state = 'DEAD' AND updated_at < ?

-- == read ==

-- name: latest
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at
  FROM ${table}
 ORDER BY id DESC
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: latest_in_state
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at
  FROM ${table}
 WHERE state = ?
 ORDER BY id DESC
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: latest_unknown
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at
  FROM ${table}
 WHERE state NOT IN ('WAITING', 'CLAIMED', 'PROCESSED', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')
 ORDER BY id DESC
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- name: due
SELECT id, type, payload, payload_size, idempotency_key, state, priority,
       end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, errors,
       reason, created_at, updated_at
  FROM ${table}
 WHERE state = 'WAITING' AND end_at <= ? AND type IN (${each ?})
 ORDER BY priority, end_at, id
 OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY

-- == pause ==

-- name: paused
SELECT pattern, who, why, since FROM ${table}_paused WITH (NOLOCK)

-- == ids and the clock ==

-- name: draw_ids
-- So many ids, and the time in UTC. A TOP may stand in the derived table only: beside NEXT VALUE it is refused.
SELECT NEXT VALUE FOR ${table}_seq, SYSUTCDATETIME()
  FROM (SELECT TOP (?) 1 AS one FROM sys.all_columns) n

-- name: clock
SELECT SYSUTCDATETIME()
