package io.claimdispatch.internal.node;

import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.claim.Exchange;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Outage;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.NodeNotices;
import io.claimdispatch.internal.dispatch.RowPipeline;
import java.time.Duration;

/**
 * One thread of the loop: runs turns of the {@link Exchange} while there is something to do, and then waits for the
 * signal. It ends only when the loop does: after an error it backs off, longer each time, and tries again.
 */
final class Coordinator implements Runnable {

    private static final Log LOG = Log.of(Coordinator.class);

    private final ClaimLoop loop;
    private final DueSignal signal;
    private final Exchange exchange;
    private final RowPipeline pipeline;
    private final Outage outage = new Outage();
    private final Ticker ticker;
    private final Timings timings;
    private final Duration shortest;
    private Duration backOff;

    Coordinator(
            ClaimLoop loop, DueSignal signal, Exchange exchange, RowPipeline pipeline, Ticker ticker, Timings timings) {
        this.loop = loop;
        this.ticker = ticker;
        this.timings = timings;
        this.shortest = timings.shortestBackOff();
        this.backOff = shortest;
        this.signal = signal;
        this.exchange = exchange;
        this.pipeline = pipeline;
    }

    @Override
    public void run() {
        while (loop.isRunning()) {
            try {
                long seen = signal.calls();
                if (!turnSafely()) {
                    signal.await(seen, pipeline.untilChunk(exchange.untilNextTurn()));
                }
            } catch (InterruptedException e) {
                // only the end of the loop ends this thread; a driver or server may interrupt it for its own reasons
            } catch (Throwable e) {
                // an error while an error was logged, for example out of memory: nothing here can fail again
                ticker.backOff(shortest);
            }
        }
    }

    private boolean turnSafely() throws InterruptedException {
        try {
            boolean more = turn();
            backOff = shortest;
            if (outage.ends()) {
                LOG.log(NodeNotices.exchangeWorks());
            }
            return more;
        } catch (Throwable e) {
            // checked exceptions too: user code in a language without them throws them undeclared
            LOG.log(outage.failed(), NodeNotices.exchangeFailed(e));
            Duration next = exchange.untilNextTurn();
            ticker.backOff(next.compareTo(backOff) < 0 ? next : backOff, loop::isRunning);
            backOff = Timings.longer(backOff, timings.longestBackOff());
            return true;
        }
    }

    /** Runs one turn; returns whether another turn may have something to do at once. */
    private boolean turn() {
        pipeline.resumeCompleted();
        pipeline.submitChunks();
        long dueCall = signal.dueCalls();
        boolean claims = signal.isDue() && loop.isClaiming();
        Exchange.Result result = exchanged(claims);
        if (claims && !result.isFull() && result.looked()) {
            signal.answer(dueCall);
        } else if (result.isFull()) {
            // there may be more rows, and the other coordinator can begin with them
            signal.due();
        }
        result.rows().forEach(pipeline::submit);
        exchange.tryRefused();
        return result.isFull() || result.completed() > 0;
    }

    /**
     * Runs an exchange. If it fails, perhaps only because of its claim, outcomes that are retried separately are still
     * tried.
     */
    private Exchange.Result exchanged(boolean claims) {
        try {
            return claims ? exchange.completeAndClaim() : exchange.completeOnly();
        } catch (RuntimeException | Error e) {
            try {
                exchange.tryRefused();
            } catch (RuntimeException | Error more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }
}
