package io.claimdispatch.internal.store.dialect.mysql;

import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.store.dialect.innodb.InnoDbDialect;
import io.claimdispatch.internal.store.sql.IdSequence;

/** MySQL 8.0.16 and later. Never tested on MySQL itself; its statements are tested on MariaDB. */
public final class MySqlDialect extends InnoDbDialect {

    public MySqlDialect() {
        super("mysql");
    }

    @Override
    public String database() {
        return "MySQL";
    }

    @Override
    public DdlDatabase ddl() {
        return DdlDatabase.MYSQL;
    }

    /** The tests run its statements on MariaDB. */
    @Override
    public boolean isTested() {
        return false;
    }

    @Override
    protected IdSequence sequence() {
        return new MySqlSequence(this, statements());
    }
}
