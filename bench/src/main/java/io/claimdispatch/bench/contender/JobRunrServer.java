package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Contender;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Table;
import io.claimdispatch.bench.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.configuration.JobRunrConfiguration.JobRunrConfigurationResult;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/**
 * JobRunr with many workers. It has no other setting that makes it faster: it fetches as many jobs as it has idle workers, as soon
 * as one of them is idle, and stores each state of a job in an update of its own.
 */
public final class JobRunrServer implements Contender {

    private static final int WORKERS = 50;

    /** Its least; a round does not wait for it. */
    private static final Duration POLL = Duration.ofSeconds(5);

    private static final int ROWS_PER_CALL = 1_000;
    private static final long BETWEEN_LOOKS_MILLIS = 5;
    private static final String LEFT = "state <> 'SUCCEEDED'";

    private final Table table;
    private final JobRequestScheduler scheduler;
    private final BackgroundJobServer server;

    /** Makes its tables, and a server that is paused, on PostgreSQL. */
    public JobRunrServer(Place place) {
        table = place.table("jobrunr_jobs");
        JobRunrConfigurationResult jobRunr = JobRunr.configure()
                // what it looks for first, without Kotlin
                .useJsonMapper(new JacksonJsonMapper())
                .useStorageProvider(new PostgresStorageProvider(place.dataSource()))
                .useBackgroundJobServer(BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andWorkerCount(WORKERS)
                        .andPollInterval(POLL))
                .initialize();
        scheduler = jobRunr.getJobRequestScheduler();
        server = jobRunr.getBackgroundJobServer();
        while (!server.isAnnounced()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_LOOKS_MILLIS));
        }
        server.pauseProcessing();
    }

    /** A row. */
    public static final class Request implements JobRequest {

        private int number;
        private String text = "";

        /** For reading it back. */
        public Request() {}

        Request(int number) {
            this.number = number;
            this.text = Work.TEXT;
        }

        @Override
        public Class<Handler> getJobRequestHandler() {
            return Handler.class;
        }
    }

    /** The task. */
    public static final class Handler implements JobRequestHandler<Request> {

        @Override
        public void run(Request request) {
            if (request.text.isEmpty()) {
                throw new IllegalStateException("row " + request.number + " has no data");
            }
            Executions.current().ran(request.number);
        }
    }

    @Override
    public void prepare(int rows) throws SQLException {
        table.empty();
        for (int first = 0; first < rows; first += ROWS_PER_CALL) {
            scheduler.enqueue(IntStream.range(first, Math.min(rows, first + ROWS_PER_CALL))
                    .mapToObj(Request::new));
        }
        table.settle();
    }

    @Override
    public void run() throws Exception {
        server.resumeProcessing();
        server.getJobSteward().run();
        Executions.current().awaitAll();
        table.awaitNone(LEFT);
        server.pauseProcessing();
    }

    @Override
    public void verify() throws SQLException {
        table.require(Executions.current().rows(), "state = 'SUCCEEDED'");
        table.require(0, LEFT);
    }

    @Override
    public void close() {
        server.stop();
    }
}
