-- claim-dispatch, MariaDB: from schema version 2 to 3, before the first node of the new version starts.
-- Printed by: java -jar ${jar} ddl mariadb --table ${table} --from 2 --phase before
-- It only adds a table, and touches no other. Nodes of version 2 go on meanwhile and afterwards; nodes of version 3 run from
-- then on.
-- It can be applied again.

-- What operators did, by whom and why: one row for each command and action, written in the command's transaction. The id is
-- the order of insertion. "type" is the type of the action, or the type or family that was paused; "detail" is a JSON object.
-- No constraint lists the kinds: later versions write others, of the nodes as well.
CREATE TABLE IF NOT EXISTS ${table}_events (
    id          BIGINT NOT NULL AUTO_INCREMENT,
    happened_at DATETIME(6) NOT NULL,
    kind        VARCHAR(40) NOT NULL,
    who         VARCHAR(100),
    why         VARCHAR(1000),
    node        VARCHAR(100),
    origin      VARCHAR(100),
    action_id   BIGINT,
    type        VARCHAR(150),
    detail      LONGTEXT,
    PRIMARY KEY (id),
    -- Those of one action.
    INDEX ${name}_events_action (action_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

UPDATE ${table}_schema SET version = 3 WHERE version < 3;
