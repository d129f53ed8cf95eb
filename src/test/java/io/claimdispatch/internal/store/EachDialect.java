package io.claimdispatch.internal.store;

import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.store.dialect.StandardDialect;
import io.claimdispatch.internal.store.dialect.derby.DerbyDialect;
import io.claimdispatch.internal.store.dialect.h2.H2Dialect;
import io.claimdispatch.internal.store.dialect.mariadb.MariaDbDialect;
import io.claimdispatch.internal.store.dialect.mysql.MySqlDialect;
import io.claimdispatch.internal.store.dialect.oracle.OracleDialect;
import io.claimdispatch.internal.store.dialect.postgresql.PostgreSqlDialect;
import io.claimdispatch.internal.store.dialect.sqlserver.SqlServerDialect;
import java.util.Arrays;
import java.util.stream.Stream;

/** The dialect of each database with DDL. A new constant of {@link DdlDatabase} does not compile here without one. */
public final class EachDialect {

    private EachDialect() {}

    /** All, for parametrised tests. */
    public static Stream<DdlDatabase> databases() {
        return Arrays.stream(DdlDatabase.values());
    }

    /** Those that the tests run on. */
    public static Stream<StandardDialect> tested() {
        return databases().map(EachDialect::of).filter(Dialect::isTested);
    }

    /** Those that no test runs on. */
    public static Stream<StandardDialect> unmet() {
        return databases().map(EachDialect::of).filter(dialect -> !dialect.isTested());
    }

    public static StandardDialect of(DdlDatabase database) {
        return switch (database) {
            case POSTGRESQL -> new PostgreSqlDialect();
            case MARIADB -> new MariaDbDialect();
            case MYSQL -> new MySqlDialect();
            case H2 -> new H2Dialect();
            case DERBY -> new DerbyDialect();
            case ORACLE -> new OracleDialect();
            case SQLSERVER -> new SqlServerDialect();
        };
    }
}
