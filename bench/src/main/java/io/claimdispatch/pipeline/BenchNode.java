package io.claimdispatch.pipeline;

import io.claimdispatch.Publisher;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.store.Databases;
import jakarta.batch.operations.JobOperator;
import java.util.concurrent.Callable;
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
     * @param wakesUp whether a row that is published here runs at once; else only while the timer runs
     * @param beans those of the application
     */
    public BenchNode(String database, DataSource dataSource, boolean wakesUp, Class<?>... beans) {
        node = Node.on(Databases.valueOf(database))
                .timings(new Timings())
                .connections(dataSource::getConnection)
                .set("wake-up", Boolean.toString(wakesUp))
                .with(beans)
                .start();
    }

    /** What starts the batch jobs of all nodes of this JVM from now on. */
    public static void runBatchJobsBy(JobOperator operator) {
        PlainBatch.use(operator);
    }

    /** For publishing. */
    public Publisher publisher() {
        return node.publisher();
    }

    /** Runs something in a transaction, as an application does with its server's, and commits. */
    public <T> T inTransaction(Callable<T> body) throws Exception {
        LocalUserTransaction transaction = new LocalUserTransaction();
        transaction.begin();
        T result;
        try {
            result = body.call();
        } catch (Throwable e) {
            transaction.rollback();
            throw e;
        }
        transaction.commit();
        return result;
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
        awaitRest();
    }

    /** Waits until each row that it claimed is stored as done. */
    public void awaitRest() {
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
