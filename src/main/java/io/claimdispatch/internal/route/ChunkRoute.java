package io.claimdispatch.internal.route;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.route.call.ChunkHandler;
import java.util.List;
import java.util.Optional;

/** The way of many rows of one type to the processor that takes them together. */
public final class ChunkRoute {

    private final ChunkHandler handler;
    private final Router router;

    ChunkRoute(ChunkHandler handler, Router router) {
        this.handler = handler;
        this.router = router;
    }

    /** The most rows that the processor takes at once. */
    public int most() {
        return handler.most();
    }

    /** Whether the rows are completed in the transaction of the work. */
    public boolean isAtomic() {
        return handler.atomic();
    }

    /**
     * Evaluates the row's rules, if it has any, and then reads what the processor takes of it. Runs the user's code: call
     * it outside of any transaction, with a request context.
     *
     * @return {@link Routed.Skipped} or {@link Routed.ToCall}
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0061 and CLAIM0063 if payload or rules cannot be read,
     *     CLAIM0062 for an unknown rule
     * @throws Exception the exception of the user's code, unwrapped
     */
    public Routed route(LogRecord row) throws Exception {
        Optional<String> refusal = router.refusal(row);
        return refusal.isPresent() ? new Routed.Skipped(refusal.get()) : new Routed.ToCall(handler.argument(row));
    }

    /**
     * Calls the processor.
     *
     * @param rows at least one
     * @param arguments those of {@link Routed.ToCall}
     * @return one outcome for each row
     * @throws Exception the exception of the user's code, unwrapped; CLAIM0249 if its outcomes do not match the rows
     */
    public List<Outcome> call(List<LogRecord> rows, List<Object> arguments) throws Exception {
        return handler.call(List.copyOf(rows), List.copyOf(arguments));
    }
}
