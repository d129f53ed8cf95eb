package io.claimdispatch.cluster.xa;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A table in the H2 beside the PostgreSQL of the actions. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Notes {

    @Resource(lookup = "java:jboss/datasources/H2FileXA")
    DataSource h2;

    @PostConstruct
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void create() {
        try (Connection connection = h2.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS notes (text VARCHAR(200))");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the caller's transaction. */
    public void add(String text) throws SQLException {
        try (Connection connection = h2.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO notes VALUES (?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
        }
    }

    public int count(String text) throws SQLException {
        try (Connection connection = h2.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM notes WHERE text = ?")) {
            query.setString(1, text);
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }
}
