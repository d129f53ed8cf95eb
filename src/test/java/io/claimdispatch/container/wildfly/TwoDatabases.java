package io.claimdispatch.container.wildfly;

import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;

/** An application that writes to a PostgreSQL, while claim-dispatch has the server's default database. */
@ApplicationScoped
public class TwoDatabases {

    @Resource(lookup = "java:jboss/datasources/PostgreSQL")
    DataSource own;

    @Inject
    Publisher publisher;

    @Transactional
    public Publication writeAndPublish() throws SQLException {
        try (Connection connection = own.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS own_work (id bigint)");
        }
        return publish();
    }

    public Publication publish() {
        return publisher.quick("work.done", Instant.EPOCH, Map.of());
    }
}
