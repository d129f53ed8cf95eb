package io.claimdispatch.internal.store;

import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * The facts about a database by which a start checks that its settings do not change the meaning of our statements.
 *
 * @param oneRow the text after a SELECT of constants; empty if that needs no FROM
 * @param constant in front of a constant text, so that it may hold any character; empty where it may anyway
 * @param time the type of our times, for a CAST
 * @param timeTypes the names that the driver may give to the type of such a column
 * @param isolations the allowed values of {@link Connection#getTransactionIsolation}
 * @param blanksCount whether trailing blanks distinguish two texts by default
 * @param exactText the way out if texts are not compared exactly
 * @param session checks the session before the tables are created
 * @param table checks an existing table
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

    /** A check specific to the database. */
    @FunctionalInterface
    public interface Look {

        /** For a database without further checks. */
        Look NONE = (connection, table) -> {};

        /**
         * Checks, and writes nothing that stays.
         *
         * @throws io.claimdispatch.ClaimDispatchException CLAIM0110 to CLAIM0115 for what it finds
         */
        void at(Connection connection, TableName table) throws SQLException;
    }
}
