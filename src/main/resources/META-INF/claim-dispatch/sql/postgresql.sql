-- The statements of PostgreSQL: one for any number of rows, whose values come as arrays.
--
-- The clock is statement_timestamp(): unlike now() it goes on within a transaction, and unlike clock_timestamp() it can be
-- the bound of an index scan.
--
-- A statement begins behind a line "-- name: ..." and ends in front of the next one. Lines that begin with "-- " are
-- comments. What is put in:
--   ${table}    the name of the table, with its schema; its sequence and the tables beside it have names that begin so
--   ${name}     the same without the schema, for names of indexes; ${NAME}: in upper case
--   ${each ?}   its content, once for each element of a list, with commas between

-- == publish ==

-- name: publish_row
-- One row without a key, by JPA, in one round trip: type, payload, its size, priority, when it becomes due in UTC or an
-- empty text, and else after how many microseconds. JPA's native queries number their parameters.
INSERT INTO ${table}
    (id, type, payload, payload_size, priority, end_at, created_at, updated_at)
VALUES (nextval('${table}_seq'), ?1, ?2, ?3, ?4,
        coalesce(CAST(nullif(?5, '') || '+00' AS timestamptz), statement_timestamp() + ?6 * interval '1 microsecond'),
        statement_timestamp(), statement_timestamp())
RETURNING id

-- name: insert_rows
-- A row whose key is taken is left out. The conflict clause is met by the index of this version, by the constraint
-- of version 1, and by both. Where the caller's transaction has a stricter level, a row that others have changed
-- since it began must not get to the constraint, which would fail it: it is looked for first, and seen as it was.
INSERT INTO ${table}
    (id, type, payload, payload_size, idempotency_key, priority, end_at, created_at, updated_at)
SELECT id, type, payload, payload_size, idempotency_key, priority, end_at, now, now
  FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
       AS n (id, type, payload, payload_size, idempotency_key, priority, end_at, now)
 WHERE current_setting('transaction_isolation') IN ('read committed', 'read uncommitted')
    OR NOT EXISTS (SELECT 1 FROM ${table} a
                    WHERE a.type = n.type AND a.idempotency_key = n.idempotency_key)
    ON CONFLICT (type, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
RETURNING id

-- name: find_keys
SELECT a.type, a.idempotency_key, a.id
  FROM unnest(?, ?) AS k (type, key)
  JOIN ${table} a ON a.type = k.type AND a.idempotency_key = k.key

-- == claim ==

-- name: claim
-- A waiting row has no token and is not set aside: the index of due rows says it by these two columns, which a completion
-- does not change, so that a completion touches no index of due rows. The state is asked for by a CASE, of which the planner
-- assumes that it holds for half of the rows. As a plain condition its share would be multiplied with that of the token,
-- though both say the same, and a backlog would be taken for a few rows, to be fetched as a whole and sorted.
--
-- The three levels are three ranges of the index, and the outer LIMIT ends the scan, so that no more rows are locked than
-- are asked for. The ids reach the update as an array and not as a join, which the planner, not knowing how many they will
-- be, might answer with a scan of the table. What is counted is what is there, not payload_size, which a person may have
-- left at 0: PostgreSQL knows the length of a long text by its header. No text has more than 2^30 - 1 bytes, so that the
-- sum is an integer; of a bigint the running sum would be a numeric, which is slower.
WITH locked AS MATERIALIZED (
    SELECT *
      FROM (SELECT id, priority, end_at, (octet_length(payload) + coalesce(octet_length(errors), 0)) AS bytes
              FROM ${table}
             WHERE claim_token IS NULL AND set_aside IS NULL AND CASE WHEN state = 'WAITING' THEN true ELSE false END
               AND priority = 1 AND end_at <= statement_timestamp() AND type = ANY (?)
             ORDER BY end_at, id
             LIMIT ?
               FOR UPDATE SKIP LOCKED) AS level1
    UNION ALL
    SELECT *
      FROM (SELECT id, priority, end_at, (octet_length(payload) + coalesce(octet_length(errors), 0)) AS bytes
              FROM ${table}
             WHERE claim_token IS NULL AND set_aside IS NULL AND CASE WHEN state = 'WAITING' THEN true ELSE false END
               AND priority = 2 AND end_at <= statement_timestamp() AND type = ANY (?)
             ORDER BY end_at, id
             LIMIT ?
               FOR UPDATE SKIP LOCKED) AS level2
    UNION ALL
    SELECT *
      FROM (SELECT id, priority, end_at, (octet_length(payload) + coalesce(octet_length(errors), 0)) AS bytes
              FROM ${table}
             WHERE claim_token IS NULL AND set_aside IS NULL AND CASE WHEN state = 'WAITING' THEN true ELSE false END
               AND priority = 3 AND end_at <= statement_timestamp() AND type = ANY (?)
             ORDER BY end_at, id
             LIMIT ?
               FOR UPDATE SKIP LOCKED) AS level3
    LIMIT ?
), bounded AS (
    SELECT id,
           sum(bytes) OVER (ORDER BY priority, end_at, id ROWS UNBOUNDED PRECEDING) - bytes AS bytes_before
      FROM locked
), chosen AS MATERIALIZED (
    SELECT id FROM bounded WHERE bytes_before = 0 OR bytes_before < ?
), lease AS (
    INSERT INTO ${table}_claims (token, row_id, node, lease_until, ids)
    SELECT ?, 0, ?, statement_timestamp() + ? * interval '1 microsecond', array_agg(id)
      FROM chosen
    HAVING count(*) > 0
)
UPDATE ${table}
   SET state = 'CLAIMED',
       claimed_at = statement_timestamp(),
       claimed_by = ?,
       claim_token = ?,
       lease_until = NULL,
       updated_at = statement_timestamp()
 WHERE id = ANY (ARRAY(SELECT id FROM chosen))
RETURNING id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,
       execution_id, claim_token, claimed_by

-- name: claim_unread
WITH locked AS MATERIALIZED (
    SELECT *
      FROM (SELECT id, priority, end_at, (octet_length(payload) + coalesce(octet_length(errors), 0)) AS bytes
              FROM ${table}
             WHERE claim_token IS NULL AND set_aside IS NULL AND CASE WHEN state = 'WAITING' THEN true ELSE false END
               AND priority = 1 AND end_at <= statement_timestamp() AND type = ANY (?)
             ORDER BY end_at, id
             LIMIT ?
               FOR UPDATE SKIP LOCKED) AS level1
    UNION ALL
    SELECT *
      FROM (SELECT id, priority, end_at, (octet_length(payload) + coalesce(octet_length(errors), 0)) AS bytes
              FROM ${table}
             WHERE claim_token IS NULL AND set_aside IS NULL AND CASE WHEN state = 'WAITING' THEN true ELSE false END
               AND priority = 2 AND end_at <= statement_timestamp() AND type = ANY (?)
             ORDER BY end_at, id
             LIMIT ?
               FOR UPDATE SKIP LOCKED) AS level2
    UNION ALL
    SELECT *
      FROM (SELECT id, priority, end_at, (octet_length(payload) + coalesce(octet_length(errors), 0)) AS bytes
              FROM ${table}
             WHERE claim_token IS NULL AND set_aside IS NULL AND CASE WHEN state = 'WAITING' THEN true ELSE false END
               AND priority = 3 AND end_at <= statement_timestamp() AND type = ANY (?)
             ORDER BY end_at, id
             LIMIT ?
               FOR UPDATE SKIP LOCKED) AS level3
    LIMIT ?
), bounded AS (
    SELECT id,
           sum(bytes) OVER (ORDER BY priority, end_at, id ROWS UNBOUNDED PRECEDING) - bytes AS bytes_before
      FROM locked
), chosen AS MATERIALIZED (
    SELECT id FROM bounded WHERE bytes_before = 0 OR bytes_before < ?
), lease AS (
    INSERT INTO ${table}_claims (token, row_id, node, lease_until, ids)
    SELECT ?, 0, ?, statement_timestamp() + ? * interval '1 microsecond', array_agg(id)
      FROM chosen
    HAVING count(*) > 0
)
UPDATE ${table}
   SET state = 'CLAIMED',
       claimed_at = statement_timestamp(),
       claimed_by = ?,
       claim_token = ?,
       lease_until = NULL,
       updated_at = statement_timestamp()
 WHERE id = ANY (ARRAY(SELECT id FROM chosen))
RETURNING id, type, type, idempotency_key, priority, end_at, created_at, fail_count,
       CASE WHEN LENGTH(errors) <= 600000 THEN errors END,
       execution_id, claim_token, claimed_by

-- == types that no node routes ==

-- name: due_types
(SELECT type, priority, end_at, id
   FROM ${table}
  WHERE claim_token IS NULL AND set_aside IS NULL AND CASE WHEN state = 'WAITING' THEN true ELSE false END
    AND priority = 1 AND end_at <= statement_timestamp() AND type <> ALL (?)
    AND (priority, end_at, id) > (?, ?, ?)
  ORDER BY end_at, id
  LIMIT ?)
UNION ALL
(SELECT type, priority, end_at, id
   FROM ${table}
  WHERE claim_token IS NULL AND set_aside IS NULL AND CASE WHEN state = 'WAITING' THEN true ELSE false END
    AND priority = 2 AND end_at <= statement_timestamp() AND type <> ALL (?)
    AND (priority, end_at, id) > (?, ?, ?)
  ORDER BY end_at, id
  LIMIT ?)
UNION ALL
(SELECT type, priority, end_at, id
   FROM ${table}
  WHERE claim_token IS NULL AND set_aside IS NULL AND CASE WHEN state = 'WAITING' THEN true ELSE false END
    AND priority = 3 AND end_at <= statement_timestamp() AND type <> ALL (?)
    AND (priority, end_at, id) > (?, ?, ?)
  ORDER BY end_at, id
  LIMIT ?)
LIMIT ?

-- == complete ==

-- name: complete_processed
-- No index has a column that this changes, so that it is HOT where the page has room. The state as an expression: by itself
-- it made the indexes of older versions look better than the primary key.
UPDATE ${table} a
   SET state = 'PROCESSED',
       processed_at = statement_timestamp(),
       lease_until = NULL,
       updated_at = statement_timestamp()
  FROM unnest(?, ?) AS d (id, token)
 WHERE a.id = d.id AND a.claim_token = d.token AND a.state || '' = 'CLAIMED'
RETURNING d.id, d.token

-- name: complete_waiting
-- Null is kept as it is in the row.
UPDATE ${table} a
   SET state = 'WAITING',
       end_at = coalesce(d.until, statement_timestamp() + d.delay * interval '1 microsecond', a.end_at),
       fail_count = coalesce(d.fail_count, a.fail_count),
       errors = coalesce(d.errors, a.errors),
       failure = coalesce(d.failure, a.failure),
       claimed_at = NULL,
       claimed_by = NULL,
       claim_token = NULL,
       lease_until = NULL,
       updated_at = statement_timestamp()
  FROM unnest(?, ?, ?, ?, ?, ?, ?) AS d (id, token, until, delay, fail_count, errors, failure)
 WHERE a.id = d.id AND a.claim_token = d.token AND a.state || '' = 'CLAIMED'
RETURNING d.id, d.token

-- name: complete_ended
UPDATE ${table} a
   SET state = d.state,
       set_aside = d.state,
       reason = coalesce(d.reason, a.reason),
       fail_count = coalesce(d.fail_count, a.fail_count),
       errors = coalesce(d.errors, a.errors),
       failure = coalesce(d.failure, a.failure),
       lease_until = NULL,
       updated_at = statement_timestamp()
  FROM unnest(?, ?, ?, ?, ?, ?, ?) AS d (id, token, state, reason, fail_count, errors, failure)
 WHERE a.id = d.id AND a.claim_token = d.token AND a.state || '' = 'CLAIMED'
RETURNING d.id, d.token

-- == recover ==

-- name: expired
SELECT id, claim_token, lease_until, payload_size, (octet_length(payload) + coalesce(octet_length(errors), 0)) FROM ${table}
 WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL
 ORDER BY state, lease_until, id
 LIMIT ?

-- name: expired_after
SELECT id, claim_token, lease_until, payload_size, (octet_length(payload) + coalesce(octet_length(errors), 0)) FROM ${table}
 WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL
   AND lease_until >= ? AND (lease_until > ? OR id > ?)
 ORDER BY state, lease_until, id
 LIMIT ?

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

-- name: claims_rows
-- By their ids, which the claim lists: no index has the state.
SELECT a.id, a.claim_token, a.end_at, a.payload_size, (octet_length(a.payload) + coalesce(octet_length(a.errors), 0))
  FROM ${table}_claims c
 CROSS JOIN LATERAL unnest(c.ids) AS r (id)
  JOIN ${table} a ON a.id = r.id AND a.claim_token = c.token AND a.state = 'CLAIMED'
 WHERE c.token = ? AND c.row_id = 0
 ORDER BY a.id

-- name: claims_row
SELECT id, claim_token, end_at, payload_size, (octet_length(payload) + coalesce(octet_length(errors), 0)) FROM ${table}
 WHERE claim_token = ? AND id = ? AND state = 'CLAIMED'

-- == mend what people have written ==

-- name: mend_find_waiting_below
SELECT id FROM ${table} WHERE claim_token IS NULL AND set_aside IS NULL AND state = 'WAITING' AND priority < 1 LIMIT ?

-- name: mend_find_waiting_above
SELECT id FROM ${table} WHERE claim_token IS NULL AND set_aside IS NULL AND state = 'WAITING' AND priority > 3 LIMIT ?

-- name: mend_find_waiting_early_high
SELECT id FROM ${table} WHERE claim_token IS NULL AND set_aside IS NULL AND state = 'WAITING' AND priority = 1 AND end_at < ? LIMIT ?

-- name: mend_find_waiting_early_normal
SELECT id FROM ${table} WHERE claim_token IS NULL AND set_aside IS NULL AND state = 'WAITING' AND priority = 2 AND end_at < ? LIMIT ?

-- name: mend_find_waiting_early_low
SELECT id FROM ${table} WHERE claim_token IS NULL AND set_aside IS NULL AND state = 'WAITING' AND priority = 3 AND end_at < ? LIMIT ?

-- name: mend_find_claimed_endless
SELECT id FROM ${table} WHERE state = 'CLAIMED' AND lease_until > ? LIMIT ?

-- name: mend_find_claimed_without_token
SELECT id FROM ${table} WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NULL LIMIT ?

-- == walk and prune ==

-- name: mend_hidden
-- Waiting rows that are not in the index of due rows: a person changed their state alone, or a node of version 3 requeued
-- them. Other values of set_aside belong to later versions.
UPDATE ${table}
   SET claim_token = NULL, claimed_at = NULL, claimed_by = NULL, lease_until = NULL, set_aside = NULL,
       updated_at = statement_timestamp()
 WHERE id = ANY (ARRAY(
       SELECT id
         FROM ${table}
        WHERE id > ? AND id <= ? AND state = 'WAITING'
          AND (claim_token IS NOT NULL OR set_aside IN ('DEAD', 'CANCELLED', 'DISCARDED', 'SKIPPED'))
          FOR UPDATE SKIP LOCKED))

-- name: mend_unleased
-- Claimed rows without a lease, their own or a claim's. The token is compared once more when the row is locked: one that
-- was claimed again meanwhile has a claim that this statement does not see.
WITH found AS MATERIALIZED (
    SELECT id, claim_token
      FROM ${table} a
     WHERE id > ? AND id <= ? AND state = 'CLAIMED' AND lease_until IS NULL
       AND NOT EXISTS (SELECT 1 FROM ${table}_claims c WHERE c.token = a.claim_token)
), locked AS MATERIALIZED (
    SELECT a.id
      FROM ${table} a
      JOIN found f ON f.id = a.id AND f.claim_token IS NOT DISTINCT FROM a.claim_token
     WHERE a.state = 'CLAIMED' AND a.lease_until IS NULL
       FOR UPDATE OF a SKIP LOCKED
)
UPDATE ${table}
   SET claim_token = coalesce(claim_token, ?),
       claimed_by = coalesce(claimed_by, ?),
       lease_until = statement_timestamp() + ? * interval '1 microsecond',
       updated_at = statement_timestamp()
 WHERE id = ANY (ARRAY(SELECT id FROM locked))

-- name: stretch_end
SELECT id FROM ${table} WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?

-- name: stretch_done
-- What has ended in a stretch of the primary key. The state is written in a form that leads no planner to the index of
-- due rows.
SELECT id, type, state, updated_at FROM ${table}
 WHERE id > ? AND id <= ? AND state IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED') AND updated_at <= ?
 ORDER BY id

-- name: stretch_dead
SELECT id, type, state, updated_at FROM ${table}
 WHERE id > ? AND id <= ? AND state IN ('DEAD') AND updated_at <= ?
 ORDER BY id

-- name: stretch_ended
SELECT id, type, state, updated_at FROM ${table}
 WHERE id > ? AND id <= ? AND state IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED', 'DEAD') AND updated_at <= ?
 ORDER BY id

-- name: stretch_odd
-- Rows in states that this version does not know, and those that wait for a time which never comes.
SELECT id, state FROM ${table}
 WHERE id > ? AND id <= ?
   AND (state NOT IN ('WAITING', 'CLAIMED', 'PROCESSED', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')
        OR state = 'WAITING' AND end_at > ?)
 ORDER BY id

-- == operate ==

-- name: cancel
-- The state as an expression: the index of due rows, whose condition it is, would be read as a whole for an id.
UPDATE ${table} SET state = 'CANCELLED', set_aside = 'CANCELLED', reason = ?, updated_at = ?
 WHERE id = ? AND (state || '') = 'WAITING'

-- name: retry_now
-- Also brings a row into the index of due rows that a person has let wait again by its state alone.
UPDATE ${table}
   SET end_at = CASE WHEN end_at > ? THEN ? ELSE end_at END, claim_token = NULL, set_aside = NULL, updated_at = ?
 WHERE id = ? AND (state || '') = 'WAITING'

-- name: edit_payload
-- The state as an expression, like cancel.
UPDATE ${table} SET payload = ?, payload_size = ?, updated_at = ?
 WHERE id = ? AND (state || '') IN ('WAITING', 'DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')

-- name: reschedule
-- Like retry_now.
UPDATE ${table} SET end_at = ?, claim_token = NULL, set_aside = NULL, updated_at = ? WHERE id = ? AND (state || '') = 'WAITING'

-- == after a commit without an answer ==

-- name: claimed_under_token
SELECT a.id
  FROM ${table}_claims c
 CROSS JOIN LATERAL unnest(c.ids) AS r (id)
  JOIN ${table} a ON a.id = r.id AND a.claim_token = c.token AND a.state = 'CLAIMED'
 WHERE a.claimed_by = ? AND c.token = ? AND c.row_id = 0

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
 WHERE claim_token IS NULL AND set_aside IS NULL AND state = 'WAITING' AND end_at <= ? AND type IN (${each ?})
 ORDER BY priority, end_at, id
 LIMIT ?

-- == list and count ==

-- name: list_waiting
-- The state as a constant: with a parameter the planner could not know that the rows are those of the partial index. In
-- the order of that index: without one the planner takes the rows for evenly spread, reads the table until it has met
-- enough of them, and may first pass all that have ended.
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table}
 WHERE claim_token IS NULL AND set_aside IS NULL AND state = 'WAITING'
 ORDER BY priority, end_at, id
 LIMIT ?

-- name: list_claimed
-- Those of claims, and those that have leases of their own: of older nodes, or by hand.
SELECT a.id, a.type, a.idempotency_key, a.state, a.end_at, a.created_at, a.fail_count, a.failure
  FROM ${table}_claims c
 CROSS JOIN LATERAL unnest(c.ids) AS r (id)
  JOIN ${table} a ON a.id = r.id AND a.claim_token = c.token AND a.state = 'CLAIMED' AND a.lease_until IS NULL
 WHERE c.row_id = 0
UNION ALL
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table} WHERE state = 'CLAIMED' AND lease_until IS NOT NULL
 LIMIT ?

-- name: list_due
-- The oldest due rows of a priority, in the order of the claim.
SELECT id, type, idempotency_key, state, end_at, created_at, fail_count, failure FROM ${table}
 WHERE claim_token IS NULL AND set_aside IS NULL AND state = 'WAITING' AND priority = ? AND end_at <= ?
 ORDER BY priority, end_at, id
 LIMIT ?

-- name: count_waiting
SELECT COUNT(*) FROM (SELECT id FROM ${table}
 WHERE claim_token IS NULL AND set_aside IS NULL AND state = 'WAITING' ORDER BY priority, end_at, id LIMIT ?) counted

-- name: count_claimed
SELECT COUNT(*)
  FROM (SELECT a.id
          FROM ${table}_claims c
         CROSS JOIN LATERAL unnest(c.ids) AS r (id)
          JOIN ${table} a ON a.id = r.id AND a.claim_token = c.token AND a.state = 'CLAIMED' AND a.lease_until IS NULL
         WHERE c.row_id = 0
        UNION ALL
        SELECT id FROM ${table} WHERE state = 'CLAIMED' AND lease_until IS NOT NULL
         LIMIT ?) counted

-- name: count_due
-- Counts no further than the bound.
SELECT COUNT(*) FROM (SELECT id FROM ${table}
 WHERE claim_token IS NULL AND set_aside IS NULL AND state = 'WAITING' AND priority = ? AND end_at <= ?
 ORDER BY priority, end_at, id LIMIT ?) counted

-- name: count_newest
SELECT state, COUNT(*) FROM ${table} WHERE id > ? GROUP BY state

-- == failures ==

-- name: failure_groups
-- The groups of dead rows, at most so many, by a walk from one to the next within the partial index; of each the number of its
-- rows up to a bound (twice: of groups with and without a failure), its newest 50 rows and its oldest 20. A failure stands as a
-- range and not as a constant: behind a constant the planner may sort by ids alone, and walk the whole primary key.
WITH RECURSIVE found (place, type, failure) AS (
    (SELECT 1, type, failure FROM ${table} WHERE set_aside = 'DEAD' ORDER BY type, failure, id LIMIT 1)
    UNION ALL
    SELECT f.place + 1, n.type, n.failure
      FROM found f
     CROSS JOIN LATERAL (
          SELECT s.type, s.failure FROM (
              (SELECT 1 AS step, type, failure FROM ${table}
                WHERE set_aside = 'DEAD' AND type = f.type AND failure > f.failure ORDER BY failure, id LIMIT 1)
              UNION ALL
              (SELECT 2, type, failure FROM ${table}
                WHERE set_aside = 'DEAD' AND type = f.type AND failure IS NULL AND f.failure IS NOT NULL
                ORDER BY failure, id LIMIT 1)
              UNION ALL
              (SELECT 3, type, failure FROM ${table}
                WHERE set_aside = 'DEAD' AND type > f.type ORDER BY type, failure, id LIMIT 1)) s
           ORDER BY s.step LIMIT 1) n
     WHERE f.place < ?
)
SELECT f.type, f.failure, c.amount, r.id, r.updated_at, r.claimed_by
  FROM found f
 CROSS JOIN LATERAL (
      SELECT COUNT(*) AS amount FROM (
          (SELECT id FROM ${table}
            WHERE set_aside = 'DEAD' AND type = f.type AND failure BETWEEN f.failure AND f.failure
            ORDER BY failure, id LIMIT ?)
          UNION ALL
          (SELECT id FROM ${table}
            WHERE set_aside = 'DEAD' AND type = f.type AND failure IS NULL AND f.failure IS NULL
            ORDER BY failure, id LIMIT ?)) counted) c
 CROSS JOIN LATERAL (
      (SELECT id, updated_at, claimed_by FROM ${table}
        WHERE set_aside = 'DEAD' AND type = f.type AND failure BETWEEN f.failure AND f.failure
        ORDER BY failure DESC, id DESC LIMIT 50)
      UNION
      (SELECT id, updated_at, claimed_by FROM ${table}
        WHERE set_aside = 'DEAD' AND type = f.type AND failure BETWEEN f.failure AND f.failure
        ORDER BY failure, id LIMIT 20)
      UNION
      (SELECT id, updated_at, claimed_by FROM ${table}
        WHERE set_aside = 'DEAD' AND type = f.type AND failure IS NULL AND f.failure IS NULL
        ORDER BY failure DESC, id DESC LIMIT 50)
      UNION
      (SELECT id, updated_at, claimed_by FROM ${table}
        WHERE set_aside = 'DEAD' AND type = f.type AND failure IS NULL AND f.failure IS NULL
        ORDER BY failure, id LIMIT 20)) r
 ORDER BY f.place, r.id DESC

-- name: failure_ids
-- The dead rows of a group, the greatest id first; the failure twice, as a range.
SELECT id FROM ${table}
 WHERE set_aside = 'DEAD' AND type = ? AND failure BETWEEN ? AND ? AND id <= ?
 ORDER BY failure DESC, id DESC
 LIMIT ?

-- == pause ==

-- name: pause
INSERT INTO ${table}_paused (pattern, who, why, since) VALUES (?, ?, ?, ?)
    ON CONFLICT (pattern) DO UPDATE SET who = ?, why = ?

-- == bulk actions ==

-- name: bulk_latest
SELECT id, verb, query, ids, reason, origin, who, node, created_at, valid_until, as_of, max_id, spread_seconds, canary,
       idempotency_key, state, arguments, cursor_id, total, done, refused, failed, updated_at, ended_at
  FROM ${table}_bulk
 ORDER BY id DESC
 LIMIT ?

-- name: bulk_old
SELECT id FROM ${table}_bulk WHERE state = 'PREVIEW' AND created_at < ? OR created_at < ? ORDER BY id LIMIT ?

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

-- == ids and the clock ==

-- name: draw_ids
-- So many ids, and the time.
SELECT nextval('${table}_seq'), statement_timestamp() FROM generate_series(1, ?)

-- name: clock
SELECT statement_timestamp()
