-- claim-dispatch, SQL Server (no test has run on it): from schema version 2 to 3, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl sqlserver --table ${table} --from 2 --phase before
-- It only adds a table, and touches no other. Nodes of version 2 go on meanwhile and afterwards; nodes of version 3 run from
-- then on.
-- It can be applied again.

-- What operators did, by whom and why: one row for each command and action, written in the command's transaction. The id is
-- the order of insertion. "type" is the type of the action, or the type or family that was paused; "detail" is a JSON object.
-- No constraint lists the kinds: later versions write others, of the nodes as well.
IF OBJECT_ID('${table}_events') IS NULL
CREATE TABLE ${table}_events (
    id          BIGINT IDENTITY(1, 1) NOT NULL,
    happened_at DATETIME2(6) NOT NULL,
    kind        NVARCHAR(40) NOT NULL,
    who         NVARCHAR(100),
    why         NVARCHAR(1000),
    node        NVARCHAR(100),
    origin      NVARCHAR(100),
    action_id   BIGINT,
    type        NVARCHAR(150) COLLATE Latin1_General_100_BIN2,
    detail      NVARCHAR(MAX),
    PRIMARY KEY (id)
);

-- Those of one action.
IF NOT EXISTS (SELECT 1 FROM sys.indexes
                WHERE object_id = OBJECT_ID('${table}_events') AND name = '${name}_events_action')
CREATE INDEX ${name}_events_action ON ${table}_events (action_id, id);

UPDATE ${table}_schema SET version = 3 WHERE version < 3;
