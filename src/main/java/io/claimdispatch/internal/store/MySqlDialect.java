package io.claimdispatch.internal.store;

import io.claimdispatch.internal.ddl.DdlDatabase;

/** MySQL 8.0.16 and later. Never run on MySQL itself; its statements are run on MariaDB. */
final class MySqlDialect extends InnoDbDialect {

    @Override
    public String database() {
        return "MySQL";
    }

    @Override
    public DdlDatabase ddl() {
        return DdlDatabase.MYSQL;
    }

    @Override
    Drawing drawing() {
        return new MySqlDrawing(this);
    }
}
