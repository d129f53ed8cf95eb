package io.claimdispatch.internal.store;

import io.claimdispatch.internal.Problems;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** Finds the dialect of a database. */
public final class Dialects {

    private Dialects() {}

    /**
     * The dialect of the database that a connection leads to.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0023 for a database that none of ours speaks
     */
    public static Dialect of(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        return of(metaData.getDatabaseProductName(), metaData.getDatabaseProductVersion());
    }

    static Dialect of(String product, String version) {
        String name = product.toLowerCase(Locale.ROOT);
        if (name.equals("h2")) {
            return new H2Dialect();
        }
        throw Problems.databaseUnknown(product + " " + version);
    }
}
