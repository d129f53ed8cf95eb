package io.claimdispatch.bench.contender;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.claimdispatch.bench.Contender;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Table;
import io.claimdispatch.bench.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * db-scheduler with what its documentation advises for throughput: lock-and-fetch, with so many executions fetched ahead that
 * its threads always have work. Each row is deleted in a transaction of its own when it has run.
 */
public final class DbScheduler implements Contender {

    private static final int THREADS = 50;
    private static final double FETCH_BELOW = 1.0;
    private static final double FETCH_UP_TO = 4.0;
    private static final Duration POLL = Duration.ofSeconds(1);

    /** As its documentation has it for PostgreSQL. */
    private static final String[] CREATE = {
        """
        CREATE TABLE scheduled_tasks (
            task_name            text NOT NULL,
            task_instance        text NOT NULL,
            task_data            bytea,
            execution_time       timestamptz,
            picked               boolean NOT NULL,
            picked_by            text,
            last_success         timestamptz,
            last_failure         timestamptz,
            consecutive_failures integer,
            last_heartbeat       timestamptz,
            version              bigint NOT NULL,
            priority             smallint,
            state                text,
            PRIMARY KEY (task_name, task_instance)
        )""",
        "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)",
        "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)"
    };

    private static final String INSERT = """
            INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
            SELECT 'work', number, ?, statement_timestamp(), false, 1
              FROM generate_series(0, ?) AS n (number)""";

    private final DataSource dataSource;
    private final Table table;
    private final Scheduler scheduler;

    /** Makes the table and starts the scheduler, paused, on PostgreSQL. */
    public DbScheduler(Place place) throws SQLException {
        dataSource = place.dataSource();
        table = place.table("scheduled_tasks");
        table.execute(CREATE);
        OneTimeTask<String> work = Tasks.oneTime("work", String.class)
                .execute((instance, context) -> run(instance.getId(), instance.getData()));
        scheduler = Scheduler.create(dataSource, work)
                .threads(THREADS)
                .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
                .pollingInterval(POLL)
                .build();
        scheduler.pause();
        scheduler.start();
    }

    private static void run(String id, String text) {
        if (text.isEmpty()) {
            throw new IllegalStateException("row " + id + " has no data");
        }
        Executions.current().ran(Integer.parseInt(id));
    }

    @Override
    public void prepare(int rows) throws SQLException {
        table.empty();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setBytes(1, Serializer.DEFAULT_JAVA_SERIALIZER.serialize(Work.TEXT));
            insert.setInt(2, rows - 1);
            insert.executeUpdate();
        }
        table.settle();
    }

    @Override
    public void run() throws Exception {
        scheduler.resume();
        scheduler.triggerCheckForDueExecutions();
        Executions.current().awaitAll();
        table.awaitNone("1 = 1");
        scheduler.pause();
    }

    @Override
    public void verify() throws SQLException {
        table.require(0, "1 = 1");
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
