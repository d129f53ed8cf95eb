package io.claimdispatch.internal.store.database;

import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.dialect.derby.DerbyDialect;
import io.claimdispatch.internal.store.dialect.h2.H2Dialect;
import io.claimdispatch.internal.store.dialect.mariadb.MariaDbDialect;
import io.claimdispatch.internal.store.dialect.mysql.MySqlDialect;
import io.claimdispatch.internal.store.dialect.oracle.OracleDialect;
import io.claimdispatch.internal.store.dialect.postgresql.PostgreSqlDialect;
import io.claimdispatch.internal.store.dialect.sqlserver.SqlServerDialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** Finds the dialect of a database. */
public final class Dialects {

    private Dialects() {}

    /**
     * Returns the dialect of the database behind a connection.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0023 for a database without a dialect
     */
    public static Dialect of(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        return of(metaData.getDatabaseProductName(), metaData.getDatabaseProductVersion(), metaData.getDriverName());
    }

    static Dialect of(String product, String version, String driver) {
        String name = product.toLowerCase(Locale.ROOT);
        if (name.contains("postgresql")) {
            return new PostgreSqlDialect();
        }
        // MySQL's driver reports a MariaDB server as MySQL, and so does MariaDB's if configured for old clients; the
        // version of the server is reliable.
        if (name.contains("mariadb")
                || name.contains("mysql") && version.toLowerCase(Locale.ROOT).contains("mariadb")) {
            return new MariaDbDialect(!driver.toLowerCase(Locale.ROOT).contains("mysql"));
        }
        if (name.contains("mysql")) {
            return new MySqlDialect();
        }
        if (name.contains("oracle")) {
            return new OracleDialect();
        }
        if (name.contains("microsoft sql server")) {
            return new SqlServerDialect();
        }
        if (name.equals("h2")) {
            return new H2Dialect();
        }
        if (name.contains("derby")) {
            return new DerbyDialect();
        }
        throw StartProblems.databaseUnknown(product + " " + version);
    }
}
