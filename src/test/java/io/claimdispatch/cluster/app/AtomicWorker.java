package io.claimdispatch.cluster.app;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Tasks that write into a table of the application, in the transaction that completes their row. What is noted as the end of
 * an attempt comes before the commit.
 */
@ApplicationScoped
public class AtomicWorker {

    /** One row for each effect. No constraint: a second effect of the same action must be seen and not prevented. */
    public static final String TABLE = "effects";

    @Inject
    AttemptFile attempts;

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource dataSource;

    @Processor(value = "atomic.*", atomic = true)
    public void work(Work work, LogRecord row) throws SQLException {
        attempts.begin(row);
        try {
            write(row);
            Worker.run(work, row);
        } catch (SQLException | RuntimeException e) {
            attempts.fail(row);
            throw e;
        }
        attempts.end(row);
    }

    /** The effect of an attempt, in the transaction that there is. */
    public void write(LogRecord row) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (?, ?)")) {
            insert.setLong(1, row.id());
            insert.setInt(2, row.attempt());
            insert.executeUpdate();
        }
    }
}
