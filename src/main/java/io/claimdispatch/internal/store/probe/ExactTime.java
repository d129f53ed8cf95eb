package io.claimdispatch.internal.store.probe;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Checks that times come back from the database as they were sent, whatever the time zones, and that the columns can
 * store them.
 */
final class ExactTime {

    /** Times in summer, in winter, and in hours that some time zone skips or repeats. */
    private static final List<Instant> SENT = List.of(
            Instant.parse("2031-07-01T10:00:00.123456Z"),
            Instant.parse("2031-01-01T00:00:00Z"),
            Instant.parse("2031-03-30T01:30:00.000001Z"),
            Instant.parse("2031-03-30T02:30:00Z"),
            Instant.parse("2031-03-09T02:30:00.5Z"),
            Instant.parse("2031-10-26T00:30:00Z"),
            Instant.parse("2031-10-26T01:30:00Z"));

    private static final List<String> COLUMNS =
            List.of("end_at", "claimed_at", "lease_until", "processed_at", "created_at", "updated_at");

    private ExactTime() {}

    /**
     * Sends times to the session and reads them.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0113 if one comes back changed
     */
    static void check(Connection connection, Dialect dialect) throws SQLException {
        String query = "SELECT CAST(? AS " + dialect.meaning().time() + ")"
                + dialect.meaning().oneRow();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (Instant sent : SENT) {
                dialect.bind(statement, 1, sent);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    Instant read = dialect.read(rows, 1);
                    if (!sent.equals(read)) {
                        throw StartProblems.timeInexact(
                                dialect.database(),
                                "of its connections come back otherwise than they are sent: " + sent + " as " + read,
                                "Take the settings of zones out of the data source's URL.");
                    }
                }
            }
        }
    }

    /**
     * Checks the types of the columns.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0113 if a type stores other times, or is shifted by the
     *     session's time zone
     */
    static void check(Connection connection, Dialect dialect, TableName table) throws SQLException {
        String query = "SELECT " + String.join(", ", COLUMNS) + " FROM ${table} WHERE 1 = 0";
        try (PreparedStatement statement = connection.prepareStatement(table.in(query));
                ResultSet rows = statement.executeQuery()) {
            ResultSetMetaData metaData = rows.getMetaData();
            for (int i = 1; i <= COLUMNS.size(); i++) {
                String type = Objects.requireNonNullElse(metaData.getColumnTypeName(i), "");
                if (!isFit(dialect, type)) {
                    throw StartProblems.timeInexact(
                            dialect.database(),
                            "of " + table + " in the column " + COLUMNS.get(i - 1) + " have the type " + type
                                    + ", which the zone of a session or of the JVM can move",
                            "Give it the type of the DDL file.");
                }
            }
        }
    }

    private static boolean isFit(Dialect dialect, String type) {
        String name = type.toUpperCase(Locale.ROOT);
        return dialect.meaning().timeTypes().stream()
                .anyMatch(each -> each.toUpperCase(Locale.ROOT).equals(name));
    }
}
