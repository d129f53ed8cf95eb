package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.store.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What jobs of the type {@code work} do in the database: a row each, in a table that would show a second one. */
final class Effects {

    /** In one statement, and so of one moment. */
    private static final String DISAGREEING = """
            SELECT COUNT(*)
              FROM action_logs a LEFT JOIN effects e ON e.action_id = a.id
             WHERE a.type = 'work'
               AND (a.processed_at IS NULL AND e.action_id IS NOT NULL
                    OR a.processed_at IS NOT NULL AND e.action_id IS NULL)
            """;

    private final Databases database;

    Effects(Databases database) {
        this.database = database;
    }

    void reset() throws SQLException {
        try {
            database.execute("DROP TABLE effects");
        } catch (SQLException notThere) {
            // the first time
        }
        database.execute("CREATE TABLE effects (action_id BIGINT NOT NULL, attempt INTEGER NOT NULL)");
    }

    /** In the transaction of the thread. */
    void write(Node node, LogRecord row) throws SQLException {
        try (Connection connection = node.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO effects VALUES (?, ?)")) {
            insert.setLong(1, row.id());
            insert.setInt(2, row.attempt());
            insert.executeUpdate();
        }
    }

    long of(long id) throws SQLException {
        return number("SELECT COUNT(*) FROM effects WHERE action_id = " + id);
    }

    long all() throws SQLException {
        return number("SELECT COUNT(*) FROM effects");
    }

    /** Each row that is processed has its effect, no other has one, and none has two. */
    void assertAgreement() throws SQLException {
        assertThat(number(DISAGREEING)).as("rows that their effects belie").isZero();
        assertThat(number("SELECT COUNT(*) - COUNT(DISTINCT action_id) FROM effects"))
                .as("effects too many")
                .isZero();
    }

    private long number(String sql) throws SQLException {
        return ((Number) database.query(sql).get(0)).longValue();
    }
}
