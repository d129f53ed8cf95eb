package io.claimdispatch.internal.store;

/** MariaDB 10.6 and later. */
final class MariaDbDialect extends InnoDbDialect {

    @Override
    public String database() {
        return "MariaDB";
    }

    @Override
    public String ddlFile() {
        return "META-INF/claim-dispatch/ddl/mariadb.sql";
    }

    @Override
    Drawing drawing() {
        return new SequenceDrawing(this, """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                SELECT NEXT VALUE FOR action_logs_seq, UTC_TIMESTAMP(6) FROM n
                """, "SELECT UTC_TIMESTAMP(6)");
    }

    /**
     * MariaDB 11.6 and later refuse, in a transaction with REPEATABLE READ, to lock a row that has changed since the
     * transaction's first read (innodb_snapshot_isolation). But that is what a claim is about: candidates are read, and
     * those that others take meanwhile are left out.
     */
    @Override
    String current() {
        return "/*M!110402 SET STATEMENT innodb_snapshot_isolation=OFF FOR */ ";
    }
}
