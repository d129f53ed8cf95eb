package io.claimdispatch.internal.operate.bulk;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionQuery;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.common.problem.OperatorNotices;
import io.claimdispatch.internal.operate.Author;
import io.claimdispatch.internal.operate.EventDetail;
import io.claimdispatch.internal.operate.EventLog;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.store.NewWork;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.failure.FailureKind;
import io.claimdispatch.internal.store.operate.BulkProgress;
import io.claimdispatch.internal.store.operate.BulkRecord;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands on many rows, step by step: each step is one call and one transaction, and what it has done is stored
 * with it. So any operator can go on with one, on any node.
 */
@Component
@Dependent
public class BulkActions {

    /** How many rows one step takes at most. */
    public static final int STEP = 500;

    private static final Log LOG = Log.of(BulkActions.class);

    /** The sizes of a step, one after the other, while the database refuses it because of one of its rows. */
    private static final List<Integer> SIZES = List.of(STEP, 50, 5, 1);

    private static final String DATABASE_FAILED = "CLAIM0020";

    private final Transactions transactions;
    private final ActionDatabase database;
    private final BulkStep step;
    private final EventLog events;
    private final BulkPace pace;
    private final Event<NewWork> newWork;

    @Inject
    BulkActions(
            Transactions transactions,
            ActionDatabase database,
            BulkStep step,
            EventLog events,
            BulkPace pace,
            Event<NewWork> newWork) {
        this.transactions = transactions;
        this.database = database;
        this.step = step;
        this.events = events;
        this.pace = pace;
        this.newWork = newWork;
    }

    /**
     * What an operator says to go on.
     *
     * @param order who it is
     * @param typed how many rows there are, as the operator has typed it; null if it was not asked for
     * @param isCanaryFine whether the operator has looked at the first rows
     */
    public record Go(Order order, @Nullable Integer typed, boolean isCanaryFine) {}

    /** Finds one. */
    public Optional<BulkAction> find(TableName table, long id) {
        return transactions.joined(
                "reading a bulk action",
                connection -> Optional.ofNullable(database.store().bulk().find(connection, table, id))
                        .map(BulkAction::of));
    }

    /** The newest ones, at most so many. */
    public List<BulkAction> latest(TableName table, int limit) {
        return transactions.joined(
                "reading bulk actions",
                connection -> database.store().bulk().latest(connection, table, limit).stream()
                        .map(BulkAction::of)
                        .toList());
    }

    /**
     * Takes a step, of at most {@link #STEP} rows; the first one begins the action. One that is done is left as it is.
     *
     * @param may is given the verb; refuses by an exception what the operator may not do
     * @param filters reads the text of a filter
     * @return how far it has come then
     * @throws ClaimDispatchException CLAIM0287 if there is none, CLAIM0252 if its preview is too old, CLAIM0251 if the
     *     number is not typed, CLAIM0286 if it was cancelled or waits for the operator
     */
    public BulkAction run(
            TableName table, long id, Go go, Consumer<BulkVerb> may, Function<String, ActionQuery> filters) {
        ClaimDispatchException refused = null;
        for (int most : SIZES) {
            try {
                return step(table, id, go, may, filters, most);
            } catch (ClaimDispatchException e) {
                if (!e.id().equals(DATABASE_FAILED) || FailureKind.of(e) == FailureKind.OF_THE_DATABASE) {
                    throw e;
                }
                // one row may be to blame: with fewer of them, the others are done, and then it is known
                refused = e;
            }
        }
        if (refused != null && FailureKind.of(refused) == FailureKind.OF_THE_MOMENT) {
            throw refused;
        }
        return passOver(table, id, go, may, filters, refused);
    }

    private BulkAction step(
            TableName table, long id, Go go, Consumer<BulkVerb> may, Function<String, ActionQuery> filters, int most) {
        long begin = pace.begin();
        BulkRecord[] before = new BulkRecord[1];
        BulkRecord after = transactions.joined("going on with bulk action " + id, connection -> {
            BulkRecord bulk = locked(connection, table, id);
            before[0] = bulk;
            may.accept(BulkVerb.valueOf(bulk.plan().verb()));
            if (BulkState.DONE.is(bulk.progress().state())) {
                return bulk;
            }
            Instant now = database.store().bulk().now(connection, table);
            BulkStep.Context context = context(connection, table, bulk, go, filters, now);
            check(bulk, go, now);
            if (BulkState.PREVIEW.is(bulk.progress().state())) {
                tell(context, ActionEvent.BULK_START);
            }
            BulkProgress progress = step.run(context, most);
            database.store().bulk().update(connection, table, id, progress);
            BulkRecord done = bulk.with(progress);
            if (BulkState.DONE.is(progress.state())) {
                tell(context.of(done), ActionEvent.BULK_END);
            }
            return done;
        });
        int taken =
                after.progress().counts().all() - before[0].progress().counts().all();
        pace.taken(begin, taken);
        if (BulkVerb.valueOf(after.plan().verb()).makesDue() && taken > 0) {
            newWork.fire(NewWork.NOTHING_NEW);
        }
        log(table, before[0], after, go.order().author());
        return BulkAction.of(after);
    }

    private BulkStep.Context context(
            Connection connection,
            TableName table,
            BulkRecord bulk,
            Go go,
            Function<String, ActionQuery> filters,
            Instant now) {
        String filter = bulk.plan().query();
        ActionQuery query = filter == null
                ? ActionQuery.all()
                        .withIds(BulkAction.of(bulk).ids().stream()
                                .mapToLong(Long::longValue)
                                .toArray())
                : filters.apply(filter);
        Author runner = go.order().author();
        Author author = new Author(runner.who(), bulk.plan().by().why(), runner.origin());
        return new BulkStep.Context(connection, table, bulk, query, author, now);
    }

    private static void check(BulkRecord bulk, Go go, Instant now) {
        String state = bulk.progress().state();
        BulkAction action = BulkAction.of(bulk);
        if (BulkState.PREVIEW.is(state)) {
            if (now.isAfter(bulk.plan().validUntil())) {
                throw ConsoleProblems.bulkPreviewOld(bulk.id());
            }
            Integer typed = go.typed();
            int eligible = action.preview().eligible();
            if (action.mustBeTyped() && (typed == null || typed != eligible)) {
                throw ConsoleProblems.bulkNotTyped(bulk.id(), eligible);
            }
        } else if (BulkState.CANCELLED.is(state) || BulkState.CANARY.is(state) && !go.isCanaryFine()) {
            throw ConsoleProblems.bulkInOtherState(bulk.id(), state);
        }
    }

    private BulkRecord locked(Connection connection, TableName table, long id) throws SQLException {
        BulkRecord bulk = database.store().bulk().lock(connection, table, id);
        if (bulk == null) {
            throw ConsoleProblems.bulkUnknown(table.value(), id);
        }
        return bulk;
    }

    private void tell(BulkStep.Context context, String kind) throws SQLException {
        events.write(
                context.connection(),
                context.table(),
                context.now(),
                kind,
                context.author(),
                EventDetail.of(context.bulk()));
    }

    private static void log(TableName table, BulkRecord before, BulkRecord after, Author author) {
        if (BulkState.PREVIEW.is(before.progress().state())) {
            LOG.log(OperatorNotices.bulkBegun(
                    author.who(),
                    after.id(),
                    table,
                    after.plan().verb(),
                    String.valueOf(after.plan().by().why())));
        }
        if (BulkState.DONE.is(after.progress().state())
                && !BulkState.DONE.is(before.progress().state())) {
            BulkProgress.Counts counts = after.progress().counts();
            LOG.log(OperatorNotices.bulkEnded(after.id(), table, counts.done(), counts.refused(), counts.failed()));
        }
    }

    /** Leaves out the one row that the database refuses to change; fails if the database refuses that too. */
    private BulkAction passOver(
            TableName table,
            long id,
            Go go,
            Consumer<BulkVerb> may,
            Function<String, ActionQuery> filters,
            @Nullable ClaimDispatchException refused) {
        BulkRecord[] before = new BulkRecord[1];
        BulkRecord after = transactions.joined("passing over a row of bulk action " + id, connection -> {
            BulkRecord bulk = locked(connection, table, id);
            before[0] = bulk;
            may.accept(BulkVerb.valueOf(bulk.plan().verb()));
            if (BulkState.DONE.is(bulk.progress().state())) {
                return bulk;
            }
            Instant now = database.store().bulk().now(connection, table);
            BulkStep.Context context = context(connection, table, bulk, go, filters, now);
            check(bulk, go, now);
            if (BulkState.PREVIEW.is(bulk.progress().state())) {
                tell(context, ActionEvent.BULK_START);
            }
            BulkProgress progress = step.passOver(context);
            database.store().bulk().update(connection, table, id, progress);
            BulkRecord done = bulk.with(progress);
            if (BulkState.DONE.is(progress.state())) {
                tell(context.of(done), ActionEvent.BULK_END);
            }
            return done;
        });
        if (after.progress().counts().failed() > before[0].progress().counts().failed()) {
            LOG.log(OperatorNotices.bulkRowFailed(id, table, refused));
        }
        log(table, before[0], after, go.order().author());
        return BulkAction.of(after);
    }

    /**
     * Ends one before it is done; what has been done stays so.
     *
     * @throws ClaimDispatchException CLAIM0287 if there is none, CLAIM0286 if it has ended already
     */
    public BulkAction cancel(TableName table, long id, Order order) {
        BulkRecord after = transactions.joined("cancelling bulk action " + id, connection -> {
            BulkRecord bulk = locked(connection, table, id);
            BulkProgress so = bulk.progress();
            if (BulkState.DONE.is(so.state()) || BulkState.CANCELLED.is(so.state())) {
                throw ConsoleProblems.bulkInOtherState(id, so.state());
            }
            Instant now = database.store().bulk().now(connection, table);
            BulkProgress progress = new BulkProgress(
                    BulkState.CANCELLED.name(), so.arguments(), so.cursor(), so.matched(), so.counts(), now, now);
            database.store().bulk().update(connection, table, id, progress);
            events.write(
                    connection,
                    table,
                    now,
                    ActionEvent.BULK_CANCEL,
                    order.author(),
                    EventDetail.of(bulk.with(progress)));
            return bulk.with(progress);
        });
        LOG.log(OperatorNotices.bulkCancelled(
                order.author().who(), id, table, after.progress().counts().done()));
        return BulkAction.of(after);
    }
}
