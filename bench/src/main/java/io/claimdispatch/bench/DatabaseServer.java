package io.claimdispatch.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The server that all contenders of a case share. */
interface DatabaseServer extends AutoCloseable {

    /** Makes an empty database for one contender, and says its URL, to which options may be added. */
    String newDatabase(String name) throws SQLException;

    /** Of its first process; 0 if it has none of its own. */
    long pid();

    /** What decides about speed and durability. */
    Map<String, String> settings() throws SQLException;

    @Override
    void close() throws IOException;

    /** Of PostgreSQL and MariaDB: {@code SHOW} or the like, with the name put in, and the value in the last column. */
    static Map<String, String> read(String url, String show, List<String> names) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String name : names) {
                try (ResultSet rows = statement.executeQuery(show.formatted(name))) {
                    rows.next();
                    settings.put(name, rows.getString(rows.getMetaData().getColumnCount()));
                }
            }
        }
        return settings;
    }

    /** Runs one statement. */
    static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Fails if a commit would not be on disk when it is answered. */
    static void requireDurable(Map<String, String> settings, Map<String, String> durable) {
        durable.forEach((name, value) -> {
            if (!value.equals(settings.get(name))) {
                throw new IllegalStateException(name + " is " + settings.get(name));
            }
        });
    }
}
