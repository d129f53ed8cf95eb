-- What MariaDB says in another way than innodb.sql and standard.sql.
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
    (id, type, payload, payload_size, state, priority, end_at, fail_count, created_at, updated_at)
VALUES (NEXT VALUE FOR ${table}_seq, ?1, ?2, ?3, 'WAITING', ?4,
        COALESCE(CAST(NULLIF(?5, '') AS DATETIME(6)), TIMESTAMPADD(MICROSECOND, ?6, UTC_TIMESTAMP(6))),
        0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
RETURNING id

-- == ids and the clock ==

-- name: draw_ids
-- So many ids, and the time.
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
SELECT NEXT VALUE FOR ${table}_seq, UTC_TIMESTAMP(6) FROM n
