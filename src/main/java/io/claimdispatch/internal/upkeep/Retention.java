package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.UpkeepNotices;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.policy.TypePolicies;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.upkeep.TerminalKind;
import io.claimdispatch.internal.store.upkeep.TerminalRows;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes finished rows older than their type's retention: some stretches of a table each second, along the primary
 * key, and a rest after the last table. It passes a stretch only once its rows are deleted, so that failures are
 * retried.
 */
@Component
@Dependent
class Retention implements MaintenanceTask {

    private static final Log LOG = Log.of(Retention.class);

    /** The maximum number of rows that one statement scans. */
    static final int STRETCH = 2_000;

    /** The number of stretches per round, that is, per second. */
    private static final int STRETCHES = 5;

    /** The maximum number of rows deleted in one transaction. */
    private static final int DELETED_AT_ONCE = 500;

    private final Settings settings;
    private final TypePolicies policies;
    private final ActionDatabase database;
    private final Transactions transactions;
    private int table;
    private long after = Long.MIN_VALUE;
    private int pruned;
    private boolean rests;

    @Inject
    Retention(Settings settings, TypePolicies policies, ActionDatabase database, Transactions transactions) {
        this.settings = settings;
        this.policies = policies;
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public String doing() {
        return "delete rows whose retention is over";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.MAINTENANCE;
    }

    @Override
    public Duration interval(Timings timings) {
        return rests ? timings.retentionRest() : timings.soon();
    }

    @Override
    public void run() {
        List<TerminalKind> kinds = new ArrayList<>();
        policies.shortestRetention().ifPresent(any -> kinds.add(TerminalKind.DONE));
        policies.shortestDeadRetention().ifPresent(any -> kinds.add(TerminalKind.DEAD));
        rests = kinds.isEmpty();
        for (int i = 0; i < STRETCHES && !rests; i++) {
            rests = !nextStretch(kinds);
        }
    }

    /** Handles the next stretch; returns whether there are more. */
    private boolean nextStretch(List<TerminalKind> kinds) {
        TableName name = settings.tables().get(table);
        Duration youngest = kinds.stream()
                .flatMap(kind -> shortest(kind).stream())
                .min(Duration::compareTo)
                .orElseThrow();
        TerminalRows stretch = transactions.separate(
                "looking for rows whose retention is over",
                connection -> database.store().pruning().ended(connection, name, kinds, youngest, after, STRETCH));
        for (Map.Entry<Kept, List<Long>> each : over(stretch).entrySet()) {
            prune(name, each.getKey(), each.getValue());
        }
        Long last = stretch.last();
        if (last != null) {
            after = last;
            return true;
        }
        return nextTable(name);
    }

    private boolean nextTable(TableName name) {
        if (pruned > 0) {
            LOG.log(UpkeepNotices.deleted(pruned, name));
        }
        pruned = 0;
        after = Long.MIN_VALUE;
        table = (table + 1) % settings.tables().size();
        return table != 0;
    }

    private Map<Kept, List<Long>> over(TerminalRows stretch) {
        Map<Kept, List<Long>> over = new HashMap<>();
        for (TerminalRows.Row row : stretch.rows()) {
            Optional<Duration> kept = row.ended() == TerminalKind.DEAD
                    ? policies.deadRetention(row.type())
                    : policies.retention(row.type());
            kept.filter(age -> !row.at().plus(age).isAfter(stretch.now()))
                    .ifPresent(age -> over.computeIfAbsent(new Kept(row.ended(), age), key -> new ArrayList<>())
                            .add(row.id()));
        }
        return over;
    }

    private void prune(TableName name, Kept kept, List<Long> ids) {
        for (int from = 0; from < ids.size(); from += DELETED_AT_ONCE) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + DELETED_AT_ONCE));
            pruned += transactions.separate(
                    "deleting rows whose retention is over",
                    connection -> database.store().pruning().prune(connection, name, kept.ended(), kept.age(), some));
        }
    }

    private Optional<Duration> shortest(TerminalKind kind) {
        return kind == TerminalKind.DEAD ? policies.shortestDeadRetention() : policies.shortestRetention();
    }

    /** The kind and age of rows that one statement can delete. */
    private record Kept(TerminalKind ended, Duration age) {}
}
