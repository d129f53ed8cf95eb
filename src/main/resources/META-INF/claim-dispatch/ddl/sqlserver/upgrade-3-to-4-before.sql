-- claim-dispatch, SQL Server (no test has run on it): from schema version 3 to 4, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl sqlserver --table ${table} --from 3 --phase before
-- It only adds tables and a column. Nodes of versions 1 to 3 go on meanwhile and afterwards; nodes of version 4 run from then on.
-- It can be applied again.

-- The leases: one row for each claim that has rows left. A row that its node gave up leaves its claim with a lease of its own:
-- "row_id" is its id, and 0 for a claim. "taken_by" is the node that recovers an expired claim, whose owner can no longer renew it.
IF OBJECT_ID('${table}_claims') IS NULL
CREATE TABLE ${table}_claims (
    token       BIGINT NOT NULL,
    row_id      BIGINT DEFAULT 0 NOT NULL,
    node        NVARCHAR(100) NOT NULL,
    lease_until DATETIME2(6) NOT NULL,
    taken_by    NVARCHAR(100),
    PRIMARY KEY (token, row_id)
);

IF NOT EXISTS (SELECT 1 FROM sys.indexes
                WHERE object_id = OBJECT_ID('${table}_claims') AND name = '${name}_claims_lease')
CREATE INDEX ${name}_claims_lease ON ${table}_claims (lease_until);

-- What each node says about itself, every few seconds: one row for each name. "detail" is a JSON object. A node that has stopped
-- says so; one that is silent and has not said so is lost. Nothing that is claimed depends on this table.
IF OBJECT_ID('${table}_nodes') IS NULL
CREATE TABLE ${table}_nodes (
    node       NVARCHAR(100) NOT NULL,
    state      NVARCHAR(20) NOT NULL,
    started_at DATETIME2(6) NOT NULL,
    seen_at    DATETIME2(6) NOT NULL,
    detail     NVARCHAR(MAX) NOT NULL,
    PRIMARY KEY (node)
);

-- For a later version, so that the table changes once.
IF COL_LENGTH('${table}_paused', 'until_at') IS NULL
ALTER TABLE ${table}_paused ADD until_at DATETIME2(6);

UPDATE ${table}_schema SET version = 4 WHERE version < 4;
