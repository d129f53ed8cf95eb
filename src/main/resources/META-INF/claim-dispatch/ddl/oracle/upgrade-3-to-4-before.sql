-- claim-dispatch, Oracle Database (no test has run on it): from schema version 3 to 4, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl oracle --table ${table} --from 3 --phase before
-- It only adds tables and a column. Nodes of versions 1 to 3 go on meanwhile and afterwards; nodes of version 4 run from then on.
-- Applied again, it says of the tables, the index and the column that they are there (ORA-00955, ORA-01430); the client has to go on.

-- The leases: one row for each claim that has rows left. A row that its node gave up leaves its claim with a lease of its own:
-- "row_id" is its id, and 0 for a claim. "taken_by" is the node that recovers an expired claim, whose owner can no longer renew it.
CREATE TABLE ${table}_claims (
    token       NUMBER(19) NOT NULL,
    row_id      NUMBER(19) DEFAULT 0 NOT NULL,
    node        VARCHAR2(100 CHAR) NOT NULL,
    lease_until TIMESTAMP(6) NOT NULL,
    taken_by    VARCHAR2(100 CHAR),
    PRIMARY KEY (token, row_id)
);

CREATE INDEX ${name}_claims_lease ON ${table}_claims (lease_until);

-- What each node says about itself, every few seconds: one row for each name. "detail" is a JSON object. A node that has stopped
-- says so; one that is silent and has not said so is lost. Nothing that is claimed depends on this table.
CREATE TABLE ${table}_nodes (
    node       VARCHAR2(100 CHAR) NOT NULL,
    state      VARCHAR2(20 CHAR) NOT NULL,
    started_at TIMESTAMP(6) NOT NULL,
    seen_at    TIMESTAMP(6) NOT NULL,
    detail     CLOB NOT NULL,
    PRIMARY KEY (node)
);

-- For a later version, so that the table changes once.
ALTER TABLE ${table}_paused ADD (until_at TIMESTAMP(6));

UPDATE ${table}_schema SET version = 4 WHERE version < 4;
