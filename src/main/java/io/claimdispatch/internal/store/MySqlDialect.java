package io.claimdispatch.internal.store;

/** MySQL 8.0.16 and later. Never run on MySQL itself; its statements are run on MariaDB. */
final class MySqlDialect extends InnoDbDialect {

    @Override
    public String database() {
        return "MySQL";
    }

    @Override
    public String ddlFile() {
        return "META-INF/claim-dispatch/ddl/mysql.sql";
    }

    @Override
    Drawing drawing() {
        return new MySqlDrawing(this);
    }
}
