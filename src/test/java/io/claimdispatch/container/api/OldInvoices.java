package io.claimdispatch.container.api;

import io.claimdispatch.ActionLogs;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Leaves two rows behind that ended a day ago. A node looks for such rows when it starts, and then not for minutes. */
@Singleton
@Startup
public class OldInvoices {

    @Inject
    ActionLogs actionLogs;

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource dataSource;

    @PostConstruct
    void leave() {
        // makes the table if there is none
        actionLogs.find(0);
        leave("invoice.archive");
        leave("invoice.remind");
    }

    private void leave(String type) {
        Timestamp yesterday =
                Timestamp.valueOf(LocalDateTime.now(ZoneOffset.UTC).minusDays(1));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO action_logs (type, payload, state,"
                        + " end_at, created_at, updated_at, processed_at) VALUES (?, '{}', 'PROCESSED', ?, ?, ?, ?)")) {
            insert.setString(1, type);
            for (int i = 2; i <= 5; i++) {
                insert.setTimestamp(i, yesterday);
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
