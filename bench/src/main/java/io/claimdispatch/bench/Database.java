package io.claimdispatch.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Where the tables are, and what each kind of database calls the same. */
public enum Database {
    POSTGRESQL("TRUNCATE TABLE %s", "ANALYZE %s", "CHECKPOINT"),
    MARIADB("TRUNCATE TABLE %s", "ANALYZE TABLE %s"),
    /** Keeps statistics of a table that was emptied by DELETE, which is what its case is about. */
    H2("DELETE FROM %s"),
    /** The same. */
    DERBY("DELETE FROM %s");

    private final String empty;
    private final List<String> settle;

    Database(String empty, String... settle) {
        this.empty = empty;
        this.settle = List.of(settle);
    }

    /** Empties a table. */
    public String empty(String table) {
        return empty.formatted(table);
    }

    /** So that no round pays for the rows of another: fresh statistics, and nothing left to write, where it can be said. */
    public String[] settle(String table) {
        return settle.stream().map(sql -> sql.formatted(table)).toArray(String[]::new);
    }

    /** Starts a server with its files in a new folder. */
    DatabaseServer start(Path folder) throws IOException, SQLException {
        return switch (this) {
            case POSTGRESQL -> new PostgreSqlServer(folder);
            case MARIADB -> new MariaDbServer(folder);
            case H2 -> new H2InTheContender();
            case DERBY -> new DerbyInTheContender(folder);
        };
    }
}
