package io.claimdispatch.container;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** How many rows of a type there are in each state, asked with nothing of ours. */
@ApplicationScoped
public class RowCounts {

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource dataSource;

    public Map<String, Long> of(String type) throws SQLException {
        Map<String, Long> counts =
                new TreeMap<>(Map.of("WAITING", 0L, "CLAIMED", 0L, "PROCESSED", 0L, "FAILED_ATTEMPTS", 0L));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT state, COUNT(*), SUM(fail_count) FROM action_logs WHERE type = ? GROUP BY state")) {
            query.setString(1, type);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                    counts.merge("FAILED_ATTEMPTS", rows.getLong(3), Long::sum);
                }
            }
        }
        return counts;
    }
}
