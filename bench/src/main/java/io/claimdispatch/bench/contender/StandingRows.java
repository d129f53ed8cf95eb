package io.claimdispatch.bench.contender;

import io.claimdispatch.ActionType;
import io.claimdispatch.Processor;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The product on PostgreSQL, with rows in its table that a round does not run; they are stored once, before the first one. */
public class StandingRows extends ClaimDispatchNode {

    private static final ActionType<Work> STANDING = ActionType.of("bench.standing", Work.class);
    private static final String THE_ROUNDS = "type = 'bench.work'";
    private static final Duration LATER = Duration.ofDays(365);
    private static final int ROWS_PER_CALL = 1_000;

    private static volatile CountDownLatch standing = new CountDownLatch(0);

    private final State state;
    private final int count;
    private boolean stand;

    /** What they are. */
    enum State {
        NONE,
        FUTURE,
        PROCESSED
    }

    StandingRows(Place place, State state) {
        super(place, 1, false, Beans.class);
        this.state = state;
        count = state == State.NONE ? 0 : place.standing();
    }

    /** The application's bean. */
    @ApplicationScoped
    public static class Beans {

        /** Runs a row. */
        @Processor("bench.work")
        public void work(Work work) {
            Executions.current().ran(work.number());
        }

        /** Runs one that is to stand in the table as processed. */
        @Processor("bench.standing")
        public void stand(Work work) {
            standing.countDown();
        }
    }

    /** All rounds of all of them begin with a table from which the rows of the round before are deleted and vacuumed. */
    @Override
    public void prepare(int rows) throws Exception {
        if (!stand) {
            stand();
            stand = true;
        }
        table().execute("DELETE FROM action_logs WHERE " + THE_ROUNDS, "VACUUM action_logs");
        publish(rows);
        table().settle();
    }

    private void stand() {
        Duration delay = state == State.FUTURE ? LATER : Duration.ZERO;
        standing = new CountDownLatch(state == State.PROCESSED ? count : 0);
        for (int first = 0; first < count; first += ROWS_PER_CALL) {
            node().publisher()
                    .publishAll(
                            work(first, Math.min(count, first + ROWS_PER_CALL)),
                            (work, draft) -> draft.action(STANDING, work).eligibleIn(delay));
        }
        node().startTimer();
        try {
            standing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        node().stopTimer();
    }

    /** In the node's memory: a query would read all the rows that stand there. */
    @Override
    void awaitDone() {
        node().awaitRest();
    }

    @Override
    public void verify() throws Exception {
        table().require(Executions.current().rows(), THE_ROUNDS + " AND state = 'PROCESSED'");
        table().require(0, THE_ROUNDS + " AND state <> 'PROCESSED'");
        table().require(
                        count,
                        "type = 'bench.standing' AND state = '" + (state == State.FUTURE ? "WAITING" : "PROCESSED")
                                + "'");
    }
}
