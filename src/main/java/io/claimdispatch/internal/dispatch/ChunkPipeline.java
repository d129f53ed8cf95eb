package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.claim.InFlight;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.dispatch.ChunkGathering.Chunk;
import io.claimdispatch.internal.dispatch.ChunkTasks.Admitted;
import io.claimdispatch.internal.dispatch.ChunkTasks.Element;
import io.claimdispatch.internal.route.ChunkRoute;
import io.claimdispatch.internal.route.Router;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of claimed rows whose processor takes many at once. Nothing is thrown past it. */
@Component
@Dependent
class ChunkPipeline {

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
            AdmissionGate gate) {
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
    }

    /**
     * The way of a row that may run together with others; null if it runs alone. After a failed attempt it does, as it
     * may be the bad one, and if it would be a dead letter by the failure of another.
     */
    @Nullable
    ChunkRoute route(Attempt attempt) {
        ChunkRoute route = router.chunks(attempt.row().type());
        return route == null || attempt.row().failCount() > 0 || outcomes.isLast(attempt) ? null : route;
    }

    /** Lets the row wait for others, and hands its chunk to the pool if it is full. */
    void gather(Attempt attempt, ChunkRoute route) {
        Chunk full = gathering.add(attempt, route);
        if (full != null) {
            submit(full);
        }
    }

    /** Hands the chunks to the pool whose rows have waited long enough. */
    void submitDue() {
        gathering.due().forEach(this::submit);
    }

    /** How long it takes until there is a chunk to hand on, if it does not take longer than this. */
    Duration untilDue(Duration longest) {
        return gathering.untilDue(longest);
    }

    /** Gives back all rows that wait for others. */
    void giveBackGathered() {
        for (Chunk chunk : gathering.all()) {
            release(chunk.attempts());
        }
    }

    /** Gives back the rows of a chunk that has not begun. Returns their number. */
    int release(List<Attempt> attempts) {
        attempts.forEach(attemptEnd::released);
        gathering.ended(attempts.size());
        return attempts.size();
    }

    /** Routes a row on this thread, for {@link #submitByHand}. */
    Admitted admit(ChunkRoute route, Attempt attempt, List<Element> elements) {
        Admitted[] admitted = {Admitted.FAILED};
        scope.runOnCallers(
                attempt, () -> admitted[0] = tasks.admit(route, attempt, elements), e -> attemptEnd.threw(attempt, e));
        return admitted[0];
    }

    /** Hands rows to the pool that a run by hand has routed. */
    void submitByHand(ChunkRoute route, List<Element> routed) {
        List<Element> elements = List.copyOf(routed);
        List<Attempt> attempts = elements.stream().map(Element::attempt).toList();
        gathering.begun(attempts.size());
        submit(
                attempts,
                true,
                held -> tasks.call(
                        route,
                        elements.stream()
                                .filter(element -> held.contains(element.attempt()))
                                .toList()));
    }

    private void submit(Chunk chunk) {
        submit(chunk.attempts(), false, held -> tasks.run(chunk.route(), held));
    }

    private void submit(List<Attempt> attempts, boolean byHand, Consumer<List<Attempt>> work) {
        try {
            pool.submit(new QueuedChunk(attempts, byHand, () -> begin(attempts, work)));
        } catch (RuntimeException | Error e) {
            // for example out of memory; the rows behind them must still be handed on
            release(attempts);
        }
    }

    /**
     * Begins a chunk, without rows whose leases may have expired while they waited. If the node accepts no work, all are
     * given back.
     */
    private void begin(List<Attempt> attempts, Consumer<List<Attempt>> work) {
        try {
            List<Attempt> held = new ArrayList<>(attempts.size());
            for (Attempt attempt : attempts) {
                if (gate.isOpen() && inFlight.isHeld(attempt.row().ref())) {
                    held.add(attempt);
                } else {
                    LOG.debug(
                            "{0} is given back, not having begun", attempt.row().ref());
                    attemptEnd.released(attempt);
                }
            }
            if (!held.isEmpty()) {
                List<Attempt> rows = List.copyOf(held);
                running.run(rows, () -> scope.run(rows.get(0), () -> work.accept(rows), e -> chunkEnd.threw(rows, e)));
            }
        } finally {
            gathering.ended(attempts.size());
        }
    }
}
