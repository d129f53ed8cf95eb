package io.claimdispatch.internal.store;

import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * What has to be known of a database in order to find out at the start whether its settings leave our statements their
 * meaning.
 *
 * @param oneRow after a SELECT of constants; empty where that needs no FROM
 * @param constant in front of a constant text, so that it may hold any character; empty where it may anyway
 * @param time the type that holds our times, for a CAST
 * @param timeTypes what the driver may call the type of such a column
 * @param isolations what the connections may come with, of {@link Connection#getTransactionIsolation}
 * @param blanksCount whether trailing blanks tell two texts apart, if nothing is set otherwise
 * @param exactText the way out if texts are not compared exactly
 * @param session looks at the session before the tables are made
 * @param table looks at a table that is there
 */
public record Meaning(
        String oneRow,
        String constant,
        String time,
        Set<String> timeTypes,
        Set<Integer> isolations,
        boolean blanksCount,
        String exactText,
        Look session,
        Look table) {

    /** A look of the database's own. */
    @FunctionalInterface
    public interface Look {

        /** For a database that has nothing more to look at. */
        Look NONE = (connection, table) -> {};

        /**
         * Looks, and writes nothing that stays.
         *
         * @throws io.claimdispatch.ClaimDispatchException CLAIM0110 to CLAIM0115 for what it finds
         */
        void at(Connection connection, TableName table) throws SQLException;
    }
}
