package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Contender;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Table;
import io.claimdispatch.bench.Work;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Quartz with its store for clusters, as many threads as db-scheduler, and as many triggers fetched at once. A row is a trigger
 * that fires once; it is deleted when it has.
 */
public final class Quartz implements Contender {

    private static final String THREADS = "50";

    /** A backlog is late on purpose: no trigger of it counts as misfired. */
    private static final String MISFIRE_MILLIS = "3600000";

    private static final String POOL = "bench";
    private static final String TABLES = "org/quartz/impl/jdbcjobstore/tables_postgres.sql";
    private static final String ANY = "1 = 1";

    private final Table triggers;
    private final Table fired;
    private final Scheduler scheduler;

    /** Makes its tables, and a scheduler that stands by, on PostgreSQL. */
    public Quartz(Place place) throws IOException, SQLException, SchedulerException {
        triggers = place.table("qrtz_triggers");
        fired = place.table("qrtz_fired_triggers");
        try (InputStream tables = Quartz.class.getClassLoader().getResourceAsStream(TABLES)) {
            triggers.execute(new String(tables.readAllBytes(), StandardCharsets.UTF_8));
        }
        DBConnectionManager.getInstance().addConnectionProvider(POOL, new Pool(place.dataSource()));
        scheduler = new StdSchedulerFactory(settings()).getScheduler();
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "org.quartz.scheduler.instanceName", "bench",
                "org.quartz.scheduler.instanceId", "AUTO",
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", THREADS,
                "org.quartz.threadPool.threadCount", THREADS,
                "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX",
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
                "org.quartz.jobStore.dataSource", POOL,
                "org.quartz.jobStore.isClustered", "true"));
        settings.putAll(Map.of(
                // its documentation demands it where more than one trigger is fetched
                "org.quartz.jobStore.acquireTriggersWithinLock", "true",
                "org.quartz.jobStore.misfireThreshold", MISFIRE_MILLIS,
                "org.quartz.jobStore.useProperties", "true"));
        return settings;
    }

    /** The pool of all contenders, as Quartz wants it. */
    private record Pool(DataSource dataSource) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return dataSource.getConnection();
        }

        @Override
        public void initialize() {}

        @Override
        public void shutdown() {}
    }

    /** The task. */
    public static final class Run implements Job {

        @Override
        public void execute(JobExecutionContext context) {
            JobDataMap data = context.getTrigger().getJobDataMap();
            if (data.getString("text").isEmpty()) {
                throw new IllegalStateException(context.getTrigger().getKey() + " has no data");
            }
            Executions.current().ran(Integer.parseInt(data.getString("number")));
        }
    }

    @Override
    public void prepare(int rows) throws SchedulerException, SQLException {
        scheduler.clear();
        JobDetail job =
                JobBuilder.newJob(Run.class).withIdentity("work").storeDurably().build();
        Set<Trigger> due = new HashSet<>();
        for (int number = 0; number < rows; number++) {
            due.add(TriggerBuilder.newTrigger()
                    .withIdentity("row-" + number)
                    .forJob(job)
                    .usingJobData("number", Integer.toString(number))
                    .usingJobData("text", Work.TEXT)
                    .startAt(new Date())
                    .build());
        }
        scheduler.scheduleJobs(Map.of(job, due), true);
        triggers.settle();
    }

    @Override
    public void run() throws Exception {
        scheduler.start();
        Executions.current().awaitAll();
        triggers.awaitNone(ANY);
        fired.awaitNone(ANY);
        scheduler.standby();
    }

    @Override
    public void verify() throws SQLException {
        triggers.require(0, ANY);
        fired.require(0, ANY);
    }

    @Override
    public void close() throws SchedulerException {
        scheduler.shutdown();
    }
}
