package io.claimdispatch.internal.dispatch.chunk;

import io.claimdispatch.internal.claim.InFlight;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import io.claimdispatch.internal.dispatch.AttemptEnd;
import io.claimdispatch.internal.dispatch.Chunks;
import io.claimdispatch.internal.dispatch.RowPipeline.Handed;
import io.claimdispatch.internal.dispatch.RowScope;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.dispatch.TaskPool;
import io.claimdispatch.internal.dispatch.chunk.Chunk.Element;
import io.claimdispatch.internal.route.ChunkRoute;
import io.claimdispatch.internal.route.Routed;
import io.claimdispatch.internal.route.Router;
import io.claimdispatch.internal.statistics.Statistics;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way of claimed rows whose processor takes many at once. Nothing is thrown past it. */
@Component
@Dependent
class ChunkPipeline implements Chunks {

    private static final Log LOG = Log.of(ChunkPipeline.class);

    private final Router router;
    private final Completions outcomes;
    private final ChunkGathering gathering;
    private final ChunkTasks tasks;
    private final ChunkEnd chunkEnd;
    private final RowScope scope;
    private final AttemptEnd attemptEnd;
    private final RunningRows running;
    private final TaskPool pool;
    private final InFlight inFlight;
    private final AdmissionGate gate;
    private final Statistics statistics;

    @Inject
    ChunkPipeline(
            Router router,
            Completions outcomes,
            ChunkGathering gathering,
            ChunkTasks tasks,
            ChunkEnd chunkEnd,
            RowScope scope,
            AttemptEnd attemptEnd,
            RunningRows running,
            TaskPool pool,
            InFlight inFlight,
            AdmissionGate gate,
            Statistics statistics) {
        this.router = router;
        this.outcomes = outcomes;
        this.gathering = gathering;
        this.tasks = tasks;
        this.chunkEnd = chunkEnd;
        this.scope = scope;
        this.attemptEnd = attemptEnd;
        this.running = running;
        this.pool = pool;
        this.inFlight = inFlight;
        this.gate = gate;
        this.statistics = statistics;
    }

    /**
     * Returns the route of a row's chunk, or null if the row must run alone: after a failed attempt (it may be the bad row),
     * and on its last attempt (another row's failure must not make it a dead letter).
     */
    private @Nullable ChunkRoute route(Attempt attempt) {
        ChunkRoute route = router.chunks(attempt.row().type());
        return route == null || attempt.row().failCount() > 0 || outcomes.isLast(attempt) ? null : route;
    }

    @Override
    public boolean gather(Attempt attempt) {
        ChunkRoute route = route(attempt);
        if (route != null) {
            gather(new Element(attempt, null), route, false);
        }
        return route != null;
    }

    private void gather(Element element, ChunkRoute route, boolean byHand) {
        Chunk full = gathering.add(element, route, byHand);
        if (full != null) {
            submit(full);
        }
    }

    @Override
    public Optional<Handed> routeNow(Attempt attempt) {
        return Optional.ofNullable(route(attempt)).map(route -> routeNow(attempt, route));
    }

    private Handed routeNow(Attempt attempt, ChunkRoute route) {
        Routed[] routed = {null};
        scope.runOnCallers(attempt, () -> routed[0] = tasks.route(route, attempt), e -> attemptEnd.threw(attempt, e));
        if (routed[0] instanceof Routed.ToCall toCall) {
            try {
                gather(new Element(attempt, toCall), route, true);
            } catch (RuntimeException | Error e) {
                // for example out of memory; the rows behind it must still be handed on
                attemptEnd.released(attempt);
            }
        }
        return routed[0] == null ? Handed.FAILED : Handed.DISPATCHED;
    }

    @Override
    public void submitDue() {
        Chunk due;
        while ((due = gathering.nextDue()) != null) {
            submit(due);
        }
    }

    @Override
    public void submitByHand() {
        Chunk chunk;
        while ((chunk = gathering.next(Chunk::isByHand)) != null) {
            submit(chunk);
        }
    }

    @Override
    public Duration untilDue(Duration longest) {
        return gathering.untilDue(longest);
    }

    @Override
    public void giveBackGathered() {
        Chunk chunk;
        while ((chunk = gathering.next(any -> true)) != null) {
            release(chunk);
        }
    }

    @Override
    public int further(int places) {
        return gathering.further(places);
    }

    /** Gives back the rows of a chunk that has not begun. */
    private void release(Chunk chunk) {
        giveBack(chunk);
        gathering.ended(chunk.size());
    }

    /** Gives back each row by itself: one row's error must not stop the others, nor reach a caller that does not own these rows. */
    private void giveBack(Chunk chunk) {
        for (Element each : chunk.elements()) {
            try {
                attemptEnd.released(each.attempt());
            } catch (RuntimeException | Error e) {
                LOG.debug("a row of a chunk could not be given back", e);
            }
        }
    }

    private void submit(Chunk chunk) {
        try {
            pool.submit(new QueuedChunk(chunk, () -> begin(chunk), () -> release(chunk)));
        } catch (RuntimeException | Error e) {
            // for example out of memory; the rows behind them must still be handed on
            release(chunk);
        }
    }

    /**
     * Begins a chunk, without rows whose leases may have expired while it waited. If the node accepts no work, all are
     * given back; also if an error, such as too little memory, lets it not begin.
     */
    private void begin(Chunk chunk) {
        int rows = chunk.size();
        try {
            giveBackUnheld(chunk);
            if (chunk.size() > 0) {
                run(chunk);
            }
        } catch (Throwable e) {
            if (!chunk.hasBegun()) {
                giveBack(chunk);
            }
            throw e;
        } finally {
            gathering.ended(rows);
        }
    }

    private void giveBackUnheld(Chunk chunk) {
        for (Iterator<Element> each = chunk.elements().iterator(); each.hasNext(); ) {
            Attempt attempt = each.next().attempt();
            if (!gate.isOpen() || !inFlight.isHeld(attempt.row().ref())) {
                attemptEnd.released(attempt);
                each.remove();
                LOG.debug("{0} is given back, not having begun", attempt.row().ref());
            }
        }
    }

    private void run(Chunk chunk) {
        List<Element> elements = new ArrayList<>(chunk.size());
        for (Element each : chunk.elements()) {
            elements.add(new Element(each.attempt().inChunkOf(chunk.size()), each.routed()));
        }
        List<Attempt> attempts = elements.stream().map(Element::attempt).toList();
        attempts.forEach(statistics::begins);
        running.run(
                attempts,
                () -> scope.run(
                        attempts.get(0),
                        () -> {
                            chunk.begin();
                            tasks.run(chunk.route(), elements);
                        },
                        e -> {
                            chunk.begin();
                            chunkEnd.threw(attempts, e);
                        }));
    }
}
