package io.claimdispatch.container.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that the environment of this build and of its server names; it ends with this JVM. */
public final class PostgreSql {

    private static @Nullable EmbeddedPostgres running;

    private PostgreSql() {}

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
