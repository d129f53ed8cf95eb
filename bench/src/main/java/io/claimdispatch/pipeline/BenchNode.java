package io.claimdispatch.pipeline;

import io.claimdispatch.Publisher;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.store.Databases;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tests' {@link Node} for the benchmark: the whole product in the plain JVM with the waits of production, and a timer that
 * can be stopped. It stands in the package of the node, which is no one else's.
 */
public final class BenchNode implements AutoCloseable {

    private final Node node;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private @Nullable Future<?> ticks;

    /**
     * Starts the node.
     *
     * @param database one of {@link Databases}
     * @param dataSource where its connections come from
     * @param beans those of the application
     */
    public BenchNode(String database, DataSource dataSource, Class<?>... beans) {
        node = Node.on(Databases.valueOf(database))
                .timings(new Timings())
                .connections(dataSource::getConnection)
                .set("wake-up", "false")
                .with(beans)
                .start();
    }

    /** For publishing; nothing is claimed before the timer runs. */
    public Publisher publisher() {
        return node.publisher();
    }

    /** Claims at once, and then each second, as in a server. */
    public void startTimer() {
        ticks = timer.scheduleAtFixedRate(node::tick, 0, 1, TimeUnit.SECONDS);
    }

    /** Ends that, and waits until the node holds nothing. */
    public void stopTimer() {
        Future<?> running = ticks;
        if (running != null) {
            running.cancel(false);
        }
        while (node.loop().inFlight() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        node.close();
    }
}
