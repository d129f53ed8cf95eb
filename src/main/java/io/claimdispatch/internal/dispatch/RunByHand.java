package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.dispatch.ChunkTasks.Admitted;
import io.claimdispatch.internal.dispatch.ChunkTasks.Element;
import io.claimdispatch.internal.dispatch.RowPipeline.Handed;
import io.claimdispatch.internal.route.ChunkRoute;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one run by hand. Each is routed on the caller's thread; those whose processor takes many at once wait for
 * each other until their chunk is full, or the run is over. For one thread.
 */
public final class RunByHand implements AutoCloseable {

    private final RowPipeline rows;
    private final ChunkPipeline chunks;
    private final Map<Object, Waiting> waiting = new LinkedHashMap<>();

    RunByHand(RowPipeline rows, ChunkPipeline chunks) {
        this.rows = rows;
        this.chunks = chunks;
    }

    private record Waiting(ChunkRoute route, List<Element> elements) {}

    /** Routes the row, and hands its job to the pool, at the latest at the end of the run. */
    public Handed handOn(ClaimedRow row) {
        Attempt attempt = rows.attempt(row);
        ChunkRoute route = chunks.route(attempt);
        if (route == null) {
            return rows.routeNow(attempt);
        }
        List<Object> kind = List.of(row.ref().table(), row.type());
        Waiting own = waiting.computeIfAbsent(kind, any -> new Waiting(route, new ArrayList<>()));
        Admitted admitted = chunks.admit(route, attempt, own.elements());
        if (own.elements().size() >= route.most()) {
            waiting.remove(kind);
            chunks.submitByHand(route, own.elements());
        }
        return admitted == Admitted.FAILED ? Handed.FAILED : Handed.DISPATCHED;
    }

    /** Hands all rows to the pool that still wait. */
    @Override
    public void close() {
        waiting.values().stream()
                .filter(each -> !each.elements().isEmpty())
                .forEach(each -> chunks.submitByHand(each.route(), each.elements()));
        waiting.clear();
    }
}
