-- claim-dispatch, Oracle Database (no test has run on it): from schema version 2 to 3, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl oracle --table ${table} --from 2 --phase before
-- It only adds a table, and touches no other. Nodes of version 2 go on meanwhile and afterwards; nodes of version 3 run from
-- then on.
-- Applied again, it says of the table and the index that they are there (ORA-00955); the client has to go on.

-- What operators did, by whom and why: one row for each command and action, written in the command's transaction. The id is
-- the order of insertion. "type" is the type of the action, or the type or family that was paused; "detail" is a JSON object.
-- No constraint lists the kinds: later versions write others, of the nodes as well.
CREATE TABLE ${table}_events (
    id          NUMBER(19) GENERATED ALWAYS AS IDENTITY (START WITH 1),
    happened_at TIMESTAMP(6) NOT NULL,
    kind        VARCHAR2(40 CHAR) NOT NULL,
    who         VARCHAR2(100 CHAR),
    why         VARCHAR2(1000 CHAR),
    node        VARCHAR2(100 CHAR),
    origin      VARCHAR2(100 CHAR),
    action_id   NUMBER(19),
    type        VARCHAR2(150 CHAR),
    detail      CLOB,
    PRIMARY KEY (id)
);

-- Those of one action.
CREATE INDEX ${name}_events_action ON ${table}_events (action_id, id);

UPDATE ${table}_schema SET version = 3 WHERE version < 3;
