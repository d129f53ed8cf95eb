package io.claimdispatch.bench.contender;

import io.claimdispatch.ActionType;
import io.claimdispatch.Processor;
import io.claimdispatch.bench.Contender;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Table;
import io.claimdispatch.bench.Work;
import io.claimdispatch.pipeline.BenchNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The product with its defaults: a method that takes a record, no wake-up, and a timer that runs during a round only. */
public class ClaimDispatchNode implements Contender {

    static final ActionType<Work> WORK = ActionType.of("bench.work", Work.class);

    private static final String LEFT = "state <> 'PROCESSED'";
    private static final int ROWS_PER_CALL = 1_000;

    private final Table table;
    private final List<BenchNode> nodes;

    /** Starts one node, which makes the table. */
    public ClaimDispatchNode(Place place) {
        this(place, 1, false, Processors.class);
    }

    /** Starts so many nodes, which wake up by what they publish or do not, with this bean of the application. */
    ClaimDispatchNode(Place place, int nodes, boolean wakesUp, Class<?> processors) {
        table = place.table("action_logs");
        this.nodes = Stream.generate(
                        () -> new BenchNode(place.database().name(), place.dataSource(), wakesUp, processors))
                .limit(nodes)
                .toList();
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

    final BenchNode node() {
        return nodes.get(0);
    }

    final Table table() {
        return table;
    }

    @Override
    public void prepare(int rows) throws Exception {
        table.empty();
        publish(rows);
        table.settle();
    }

    final void publish(int rows) {
        for (int first = 0; first < rows; first += ROWS_PER_CALL) {
            node().publisher().publishAll(WORK, work(first, Math.min(rows, first + ROWS_PER_CALL)));
        }
    }

    /** For the rows from one number up to another, without that. */
    static List<Work> work(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> new Work(number, Work.TEXT))
                .toList();
    }

    @Override
    public void run() throws Exception {
        drain();
    }

    /** Runs what is stored. */
    final void drain() throws Exception {
        nodes.forEach(BenchNode::startTimer);
        Executions.current().awaitAll();
        awaitDone();
        nodes.forEach(BenchNode::stopTimer);
    }

    /** When all tasks have run. */
    void awaitDone() throws Exception {
        table.awaitNone(LEFT);
    }

    @Override
    public void verify() throws Exception {
        verifyDone();
    }

    /** The table has the rows of the round, each of them done. */
    final void verifyDone() throws Exception {
        table.require(Executions.current().rows(), "state = 'PROCESSED'");
        table.require(0, LEFT);
    }

    @Override
    public void close() throws Exception {
        nodes.forEach(BenchNode::close);
    }
}
