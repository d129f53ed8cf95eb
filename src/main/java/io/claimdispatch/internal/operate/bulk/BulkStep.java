package io.claimdispatch.internal.operate.bulk;

import io.claimdispatch.ActionQuery;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.operate.Author;
import io.claimdispatch.internal.operate.EventDetail;
import io.claimdispatch.internal.operate.EventLog;
import io.claimdispatch.internal.operate.Listing;
import io.claimdispatch.internal.operate.RowFilter;
import io.claimdispatch.internal.operate.RowWalk;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.BulkCandidate;
import io.claimdispatch.internal.store.operate.BulkProgress;
import io.claimdispatch.internal.store.operate.BulkRecord;
import io.claimdispatch.internal.store.operate.Operation;
import io.claimdispatch.internal.store.operate.RowBefore;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes the next rows of a bulk action, in the transaction that has locked the action's own row. Rows, their events and
 * the cursor are committed together, so each row is done once, however many nodes go on with the action.
 */
@Component
@Dependent
public class BulkStep {

    /** How many rows are locked at once; between two such chunks it looks at the time. */
    private static final int CHUNK = 100;

    private final ActionDatabase database;
    private final Listing listing;
    private final EventLog events;
    private final Ticker ticker;
    private final Timings timings;

    @Inject
    BulkStep(ActionDatabase database, Listing listing, EventLog events, Ticker ticker, Timings timings) {
        this.database = database;
        this.listing = listing;
        this.events = events;
        this.ticker = ticker;
        this.timings = timings;
    }

    /**
     * What a step is for.
     *
     * @param connection its transaction
     * @param table the table
     * @param bulk the action, whose row is locked
     * @param query what its filter or its ids stand for
     * @param author who goes on, with the reason of the action
     * @param now by the database's clock
     */
    record Context(
            Connection connection, TableName table, BulkRecord bulk, ActionQuery query, Author author, Instant now) {

        /** The same with the action further on. */
        Context of(BulkRecord further) {
            return new Context(connection, table, further, query, author, now);
        }

        BulkVerb verb() {
            return BulkVerb.valueOf(bulk.plan().verb());
        }

        /** Of the first that is left, down from the one that was done with last. */
        long upTo() {
            return BulkState.PREVIEW.is(bulk.progress().state())
                    ? bulk.plan().maxId()
                    : bulk.progress().cursor() - 1;
        }
    }

    /** What has become of a few rows, and the earliest time of the next one. */
    private record Taken(
            BulkProgress.Counts counts, @Nullable Instant next) {}

    /**
     * Takes rows.
     *
     * @param most how many at most
     * @return how far the action has come
     */
    BulkProgress run(Context context, int most) throws SQLException {
        BulkProgress before = context.bulk().progress();
        ActionQuery query = BulkScan.narrowed(context.query(), context.verb());
        BulkDetail detail = BulkDetail.of(before.arguments());
        BulkProgress.Counts counts = before.counts();
        Instant next = first(context, detail);
        int canary = context.bulk().plan().canary();
        boolean isCanary = counts.done() < canary;
        Long rest = query == null ? null : (Long) context.upTo();
        int taken = 0;
        long begin = ticker.nanoTime();
        while (rest != null && query != null && taken < most && !(isCanary && counts.done() >= canary)) {
            int wanted = Math.min(CHUNK, isCanary ? Math.min(most - taken, canary - counts.done()) : most - taken);
            RowFilter filter = new RowFilter(query);
            RowWalk.Found found =
                    listing.foundForConsole(context.connection(), context.table(), query, filter, rest, wanted);
            Taken chunk = take(context, detail, filter, found.ids(), next);
            counts = counts.plus(chunk.counts());
            next = chunk.next();
            taken += found.ids().size();
            rest = found.rest();
            // claims go up by the ids and this goes down: where they wait, for two chunks they would wait for each
            // other
            if (!database.dialect().skipsLocked()
                    || ticker.nanoTime() - begin >= timings.bulkStep().toNanos()) {
                break;
            }
        }
        return progress(context, before, detail.withNext(next), counts, rest, isCanary && counts.done() >= canary);
    }

    /** Leaves out the next row, which cannot be changed. */
    BulkProgress passOver(Context context) throws SQLException {
        BulkProgress before = context.bulk().progress();
        ActionQuery query = BulkScan.narrowed(context.query(), context.verb());
        RowWalk.Found found = query == null
                ? new RowWalk.Found(List.of(), null)
                : listing.foundForConsole(
                        context.connection(), context.table(), query, new RowFilter(query), context.upTo(), 1);
        BulkProgress.Counts counts =
                before.counts().plus(new BulkProgress.Counts(0, 0, found.ids().size()));
        return progress(context, before, BulkDetail.of(before.arguments()), counts, found.rest(), false);
    }

    private static BulkProgress progress(
            Context context,
            BulkProgress before,
            BulkDetail detail,
            BulkProgress.Counts counts,
            @Nullable Long rest,
            boolean isCanaryDone) {
        BulkState state = rest == null ? BulkState.DONE : isCanaryDone ? BulkState.CANARY : BulkState.RUNNING;
        return new BulkProgress(
                state.name(),
                detail.text(),
                rest == null ? before.cursor() : rest + 1,
                before.matched(),
                counts,
                context.now(),
                rest == null ? context.now() : null);
    }

    /** The earliest time of the next row; null if each has its own. One that was left alone for long does not hurry. */
    private static @Nullable Instant first(Context context, BulkDetail detail) {
        if (context.bulk().plan().spreadSeconds() == 0 || !context.verb().makesDue()) {
            return null;
        }
        Instant next = detail.next();
        BulkOrder.To to = detail.to();
        Instant planned = next != null ? next : to == null ? context.now() : to.from(context.now());
        return planned.isBefore(context.now()) ? context.now() : planned;
    }

    private Taken take(Context context, BulkDetail detail, RowFilter filter, List<Long> ids, @Nullable Instant first)
            throws SQLException {
        Map<Long, BulkCandidate> locked = new HashMap<>();
        database.store()
                .candidates()
                .lock(context.connection(), context.table(), ids)
                .forEach(each -> locked.put(each.row().id(), each));
        Map<Long, Operation> operations = new HashMap<>();
        List<RowBefore> changed = new ArrayList<>();
        Instant next = first;
        for (Long id : ids) {
            BulkCandidate row = locked.get(id);
            if (row != null && isAsShown(context, filter, row)) {
                Operation operation = operation(context, detail, next);
                if (database.store()
                        .commands()
                        .apply(context.connection(), context.table(), id, operation, context.now())) {
                    operations.put(id, operation);
                    changed.add(row.before());
                    next = next == null ? null : next.plus(gap(context, detail));
                }
            }
        }
        events.write(
                context.connection(),
                context.table(),
                context.now(),
                context.verb().kind(),
                changed,
                context.author(),
                row -> EventDetail.of(
                        row,
                        Objects.requireNonNull(operations.get(row.id())).moves(row.eligibleAt(), context.now()),
                        context.bulk().id()));
        return new Taken(new BulkProgress.Counts(changed.size(), ids.size() - changed.size(), 0), next);
    }

    /** Whatever has changed since the preview was not shown to its operator, and may be the work of another one. */
    private static boolean isAsShown(Context context, RowFilter filter, BulkCandidate row) {
        return filter.meets(row.row())
                && !row.updatedAt().isAfter(context.bulk().plan().asOf());
    }

    private static Operation operation(Context context, BulkDetail detail, @Nullable Instant next) {
        BulkOrder.To to = detail.to();
        Instant at = next != null ? next : to == null ? null : to.from(context.now());
        return context.verb().operation(context.author().reason(), at);
    }

    private static Duration gap(Context context, BulkDetail detail) {
        return Duration.ofSeconds(context.bulk().plan().spreadSeconds())
                .dividedBy(Math.max(1, detail.preview().eligible()));
    }
}
