package io.claimdispatch.cluster.start;

import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import io.claimdispatch.Publisher;
import io.claimdispatch.cluster.app.AttemptFile;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;

/** Tasks that use the data source in all the ways that there are. */
@ApplicationScoped
public class OneConnectionWork {

    @Resource(lookup = "java:jboss/datasources/PostgreSQL")
    DataSource dataSource;

    @Inject
    AttemptFile attempts;

    @Inject
    Everything everything;

    @Inject
    Publisher publisher;

    @Processor("one.plain")
    public void plain(LogRecord row) throws Exception {
        attempts.begin(row);
        everything.run("plain " + row.id());
        attempts.end(row);
    }

    @Processor("one.transactional")
    @Transactional
    public void transactional(LogRecord row) throws Exception {
        attempts.begin(row);
        use();
        everything.run("transactional " + row.id());
        attempts.end(row);
    }

    @Processor("one.atomic")
    public Job atomic(LogRecord row) {
        return Job.atomic(() -> {
            attempts.begin(row);
            use();
            everything.run("atomic " + row.id());
            publisher.publish(d -> d.type("one.last").eligibleNow());
            attempts.end(row);
            return Outcome.success();
        });
    }

    @Processor("one.last")
    public void last(LogRecord row) {
        attempts.begin(row);
        attempts.end(row);
    }

    @Processor("one.batch")
    public Job batch(LogRecord row) {
        return Job.batch("one", Map.of());
    }

    private void use() throws Exception {
        try (Connection connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE action_logs SET reason = 'mine' WHERE id = -1");
        }
    }
}
