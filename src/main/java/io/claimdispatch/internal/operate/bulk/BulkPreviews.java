package io.claimdispatch.internal.operate.bulk;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.operate.Arguments;
import io.claimdispatch.internal.operate.Author;
import io.claimdispatch.internal.operate.EventLog;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.failure.FailureKind;
import io.claimdispatch.internal.store.operate.BulkPlan;
import io.claimdispatch.internal.store.operate.BulkProgress;
import io.claimdispatch.internal.store.operate.BulkRecord;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes bulk actions, of which each begins as a preview: nothing is changed by it. */
@Component
@Dependent
public class BulkPreviews {

    /** A key is known for so long. */
    private static final Duration KEY = Duration.ofHours(24);

    /** How often a preview is begun that waits for another, and that the database fails for it. */
    private static final int TRIES = 3;

    private final Transactions transactions;
    private final ActionDatabase database;
    private final BulkScan scan;
    private final EventLog events;
    private final BulkPace pace;
    private final Timings timings;

    @Inject
    BulkPreviews(
            Transactions transactions,
            ActionDatabase database,
            BulkScan scan,
            EventLog events,
            BulkPace pace,
            Timings timings) {
        this.transactions = transactions;
        this.database = database;
        this.scan = scan;
        this.events = events;
        this.pace = pace;
        this.timings = timings;
    }

    /**
     * Finds out what would be done, and stores it. A repeated request with the same key gets the same action.
     *
     * @param by who asks, and why
     * @throws ClaimDispatchException CLAIM0052 without a reason, CLAIM0250 if the key belongs to another request
     */
    public BulkAction make(TableName table, BulkOrder order, Order by) {
        Author author = by.author();
        Arguments.reason(author.why());
        String key = order.key() == null ? "own-" + UUID.randomUUID() : order.key();
        for (int tries = 1; ; tries++) {
            try {
                return make(table, order, author, key);
            } catch (ClaimDispatchException e) {
                // the same request may have been faster: its row is a duplicate only once it is committed
                BulkRecord other = order.key() == null ? null : ofKey(table, author.who(), key);
                if (other != null) {
                    return same(other, order, author);
                }
                // or it may be about to be: of two that wait for each other, the database fails one
                if (tries == TRIES || FailureKind.of(e) != FailureKind.OF_THE_MOMENT) {
                    throw e;
                }
            }
        }
    }

    private BulkAction make(TableName table, BulkOrder order, Author author, String key) {
        return transactions.joined("looking for rows of a bulk action", connection -> {
            Instant now = database.store().bulk().now(connection, table);
            if (order.key() != null) {
                database.store().bulk().forgetKey(connection, table, author.who(), key, now.minus(KEY));
                BulkRecord known = database.store().bulk().ofKey(connection, table, author.who(), key);
                if (known != null) {
                    return same(known, order, author);
                }
            }
            insert(connection, table, order, author, key, now);
            return BulkAction.of(
                    Objects.requireNonNull(database.store().bulk().ofKey(connection, table, author.who(), key)));
        });
    }

    private void insert(Connection connection, TableName table, BulkOrder order, Author author, String key, Instant now)
            throws SQLException {
        Long greatest = database.store().listing().greatest(connection, table);
        long maxId = greatest == null ? 0 : greatest;
        BulkScan.Found found = scan.of(connection, table, order, maxId, now, pace.ofARow());
        BulkPlan plan = new BulkPlan(
                order.verb().name(),
                order.filter(),
                ids(order),
                events.by(author),
                now,
                now.plus(timings.bulkPreview()),
                now,
                maxId,
                order.spread().toSeconds(),
                order.canary(),
                key);
        BulkProgress progress = new BulkProgress(
                BulkState.PREVIEW.name(),
                new BulkDetail(order.to(), null, found.preview()).text(),
                0,
                found.matched(),
                BulkProgress.Counts.NONE,
                now,
                null);
        database.store().bulk().insert(connection, table, plan, progress);
    }

    private @Nullable BulkRecord ofKey(TableName table, String who, String key) {
        return transactions
                .joined(
                        "reading a bulk action",
                        connection ->
                                Optional.ofNullable(database.store().bulk().ofKey(connection, table, who, key)))
                .orElse(null);
    }

    private static @Nullable String ids(BulkOrder order) {
        return order.ids().isEmpty()
                ? null
                : order.ids().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static BulkAction same(BulkRecord known, BulkOrder order, Author author) {
        BulkAction action = BulkAction.of(known);
        BulkPlan plan = known.plan();
        boolean isSame = action.verb() == order.verb()
                && Objects.equals(plan.query(), order.filter())
                && Objects.equals(plan.ids(), ids(order))
                && Objects.equals(action.to(), order.to())
                && plan.spreadSeconds() == order.spread().toSeconds()
                && plan.canary() == order.canary()
                && Objects.equals(plan.by().why(), author.why());
        if (!isSame) {
            throw ConsoleProblems.bulkKeyOfAnother(String.valueOf(order.key()));
        }
        return action;
    }
}
