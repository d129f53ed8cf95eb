package io.claimdispatch.bench.contender;

import io.claimdispatch.ActionType;
import io.claimdispatch.Processor;
import io.claimdispatch.bench.Contender;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Table;
import io.claimdispatch.bench.Work;
import io.claimdispatch.pipeline.BenchNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** The product with its defaults: a method that takes a record, no wake-up, and a timer that runs during a round only. */
public final class ClaimDispatchNode implements Contender {

    private static final ActionType<Work> WORK = ActionType.of("bench.work", Work.class);
    private static final int ROWS_PER_CALL = 1_000;

    private final boolean isPostgreSql;
    private final Table table;
    private final BenchNode node;

    /**
     * Starts the node, which makes the table.
     *
     * @param database {@code POSTGRESQL} or {@code H2}
     * @param dataSource the pool
     */
    public ClaimDispatchNode(String database, DataSource dataSource) {
        isPostgreSql = database.equals("POSTGRESQL");
        table = new Table(dataSource, "action_logs");
        node = new BenchNode(database, dataSource, Processors.class);
    }

    /** The application's bean. */
    @ApplicationScoped
    public static class Processors {

        /** Runs a row. */
        @Processor("bench.work")
        public void work(Work work) {
            Executions.current().ran(work.number());
        }
    }

    @Override
    public void prepare(int rows) throws Exception {
        // H2 keeps statistics of a table that was emptied by DELETE, which is what its case is about
        table.execute(isPostgreSql ? "TRUNCATE TABLE action_logs" : "DELETE FROM action_logs");
        for (int first = 0; first < rows; first += ROWS_PER_CALL) {
            List<Work> work = IntStream.range(first, Math.min(rows, first + ROWS_PER_CALL))
                    .mapToObj(number -> new Work(number, Work.TEXT))
                    .toList();
            node.publisher().publishAll(WORK, work);
        }
        if (isPostgreSql) {
            table.settle();
        }
    }

    @Override
    public void run() throws Exception {
        node.startTimer();
        Executions.current().awaitAll();
        table.awaitNone("state <> 'PROCESSED'");
        node.stopTimer();
    }

    @Override
    public void verify() throws Exception {
        table.require(Executions.current().rows(), "state = 'PROCESSED'");
        table.require(0, "state <> 'PROCESSED'");
    }

    @Override
    public void close() {
        node.close();
    }
}
