-- claim-dispatch, PostgreSQL: from schema version 3 to 4, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl postgresql --table ${table} --from 3 --phase before
-- It only adds indexes, tables and a column. Nodes of versions 1 to 3 go on meanwhile and afterwards; nodes of version 4 run from then on.
-- It can be applied again.

-- What is due, in the order of the claim, by columns that a completion does not change. The type stands last, so that other
-- types are stepped over within the index. Nodes of older versions search by the index with the suffix _due, which stays until
-- the last of them has stopped. Writes wait while it is made. Where that is too long, make it first by the same statement with
-- CONCURRENTLY behind INDEX.
CREATE INDEX IF NOT EXISTS ${name}_ready ON ${table} (priority, end_at, id, type)
    WHERE claim_token IS NULL AND set_aside IS NULL;

-- What has ended without success, grouped by its failure. A row that succeeds never enters it.
CREATE INDEX IF NOT EXISTS ${name}_aside ON ${table} (set_aside, type, failure, id) WHERE set_aside IS NOT NULL;

-- Leases that rows have of their own: those of nodes of older versions, and what people wrote. Claims have theirs elsewhere.
CREATE INDEX IF NOT EXISTS ${name}_leased ON ${table} (lease_until, id) WHERE lease_until IS NOT NULL;

-- Room for the new version of a row within its page: for pages that are written from now on.
ALTER TABLE ${table} SET (fillfactor = 50);

-- The leases: one row for each claim that has rows left. A row that its node gave up leaves its claim with a lease of its own:
-- "row_id" is its id, and 0 for a claim. "taken_by" is the node that recovers an expired claim, which nobody can renew then.
-- "ids" are the rows of a claim: no index of the main table has the state.
CREATE TABLE IF NOT EXISTS ${table}_claims (
    token       bigint NOT NULL,
    row_id      bigint DEFAULT 0 NOT NULL,
    node        varchar(100) NOT NULL,
    lease_until timestamptz NOT NULL,
    taken_by    varchar(100),
    ids         bigint[],
    PRIMARY KEY (token, row_id)
);

CREATE INDEX IF NOT EXISTS ${name}_claims_lease ON ${table}_claims (lease_until);

-- What each node says about itself, every few seconds: one row for each name. "detail" is a JSON object. A node that has stopped
-- says so; one that is silent and has not said so is lost. Nothing that is claimed depends on this table.
CREATE TABLE IF NOT EXISTS ${table}_nodes (
    node       varchar(100) NOT NULL,
    state      varchar(20) NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL,
    detail     text NOT NULL,
    PRIMARY KEY (node)
);

-- For a later version, so that the table changes once.
ALTER TABLE ${table}_paused ADD COLUMN IF NOT EXISTS until_at timestamptz;

-- Only with all three indexes, by which nodes of this version search. Where one could not be made, or one with CONCURRENTLY was
-- left invalid: drop it, and apply this file again.
UPDATE ${table}_schema SET version = 4
 WHERE version < 4
   AND (SELECT count(*) FROM pg_index
         WHERE indexrelid IN (to_regclass('${table}_ready'), to_regclass('${table}_leased'), to_regclass('${table}_aside'))
           AND indisvalid) = 3;
