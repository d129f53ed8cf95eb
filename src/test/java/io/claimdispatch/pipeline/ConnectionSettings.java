package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A database as the options of its URL, the settings of its sessions or its pool make it. */
record ConnectionSettings(Databases database, String what, ServerDataSource.Source source) {

    /** An H2 of its own in memory, with these options in its URL. */
    static ConnectionSettings h2(String options) {
        return h2("settings-" + UUID.randomUUID(), options);
    }

    /** The H2 of that name in memory, with these options in its URL. */
    static ConnectionSettings h2(String name, String options) {
        return new ConnectionSettings(
                Databases.H2,
                options,
                () -> DriverManager.getConnection("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;" + options, "sa", ""));
    }

    /** A Derby of its own in memory, made with these attributes. */
    static ConnectionSettings derby(String attributes) {
        String name = "settings-" + UUID.randomUUID();
        return new ConnectionSettings(
                Databases.DERBY,
                attributes,
                () -> DriverManager.getConnection("jdbc:derby:memory:" + name + ";create=true;" + attributes));
    }

    /** The database of all tests, with these options in its URL. */
    static ConnectionSettings url(Databases database, String options) {
        return new ConnectionSettings(database, options, () -> database.connectWith(options));
    }

    /** The database of all tests, with a statement that each new connection begins with. */
    static ConnectionSettings session(Databases database, String sql) {
        return of(database, sql, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    /** The database of all tests, whose pool gives each connection this isolation level. */
    static ConnectionSettings isolation(Databases database, int level) {
        return of(database, "isolation " + level, connection -> connection.setTransactionIsolation(level));
    }

    /** The database of all tests, whose pool does this to each connection. */
    static ConnectionSettings of(Databases database, String what, ConnectionChange change) {
        return new ConnectionSettings(database, what, () -> {
            Connection connection = database.connect();
            change.to(connection);
            return connection;
        });
    }

    /** What a pool does to a connection. */
    interface ConnectionChange {
        void to(Connection connection) throws SQLException;
    }

    Node.Builder node() {
        return Node.on(database).connections(source);
    }

    /** An empty {@code action_logs} in the database of all tests; one of its own is empty anyway. */
    void reset() throws SQLException {
        database.reset();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String toString() {
        return database + " " + what;
    }
}
