package io.claimdispatch.container.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that the environment of this build and of its server names; it ends with this JVM. */
public final class PostgreSql {

    private static @Nullable EmbeddedPostgres running;

    private PostgreSql() {}

    /** Whether it takes connections to its database; if not, those that there are end. */
    public static synchronized void letIn(boolean anybody) throws IOException {
        start();
        // of another database, since an owner locks out itself as well
        try (Connection connection =
                        running.getDatabase("postgres", "template1").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE postgres ALLOW_CONNECTIONS " + anybody);
            if (!anybody) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'");
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Starts it if it does not run. */
    public static synchronized void start() throws IOException {
        if (running == null) {
            String url = System.getenv("PG_URL");
            if (url == null) {
                throw new IllegalStateException("PG_URL is to say where the PostgreSQL of the tests is");
            }
            int port = URI.create(url.substring("jdbc:".length())).getPort();
            running = EmbeddedPostgres.builder().setPort(port).start();
        }
    }
}
