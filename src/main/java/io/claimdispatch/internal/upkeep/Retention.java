package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.RetentionSettings;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TypeDurations;
import io.claimdispatch.internal.store.TerminalKind;
import io.claimdispatch.internal.store.TerminalRows;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes what has ended and is older than its type's retention: each second some stretches of a table, along its primary
 * key, and at the end of the last table a rest. A stretch is left behind once its rows are gone, so that what fails is tried
 * again.
 */
@Component
class Retention implements MaintenanceTask {

    private static final Log LOG = Log.of(Retention.class);

    /** What one statement looks at, at most. */
    static final int STRETCH = 2_000;

    /** Per round, that is, per second. */
    private static final int STRETCHES = 5;

    /** Rows of one transaction at most. */
    private static final int DELETED_AT_ONCE = 500;

    private static final Duration REST = Duration.ofMinutes(10);

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private int table;
    private long after = Long.MIN_VALUE;
    private int pruned;
    private boolean rests;

    @Inject
    Retention(Settings settings, ActionDatabase database, Transactions transactions) {
        this.settings = settings;
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
    public Duration interval() {
        return rests ? REST : SOON;
    }

    @Override
    public void run() {
        RetentionSettings retention = settings.retention();
        List<TerminalKind> kinds = new ArrayList<>();
        retention.ended().shortest().ifPresent(any -> kinds.add(TerminalKind.DONE));
        retention.dead().shortest().ifPresent(any -> kinds.add(TerminalKind.DEAD));
        rests = kinds.isEmpty();
        for (int i = 0; i < STRETCHES && !rests; i++) {
            rests = !nextStretch(kinds);
        }
    }

    /** Whether there is more to look at. */
    private boolean nextStretch(List<TerminalKind> kinds) {
        TableName name = settings.tables().get(table);
        Duration youngest = kinds.stream()
                .flatMap(kind -> keptFor(kind).shortest().stream())
                .min(Duration::compareTo)
                .orElseThrow();
        TerminalRows stretch = transactions.separate(
                "looking for rows whose retention is over",
                connection -> database.store().ended(connection, name, kinds, youngest, after, STRETCH));
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
            LOG.log(Level.INFO, "{0} rows of {1} are deleted: their retention is over", pruned, name);
        }
        pruned = 0;
        after = Long.MIN_VALUE;
        table = (table + 1) % settings.tables().size();
        return table != 0;
    }

    private Map<Kept, List<Long>> over(TerminalRows stretch) {
        Map<Kept, List<Long>> over = new HashMap<>();
        for (TerminalRows.Row row : stretch.rows()) {
            Optional<Duration> kept = keptFor(row.ended()).of(row.type());
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
                    connection -> database.store().prune(connection, name, kept.ended(), kept.age(), some));
        }
    }

    private TypeDurations keptFor(TerminalKind kind) {
        return kind == TerminalKind.DEAD
                ? settings.retention().dead()
                : settings.retention().ended();
    }

    /** What one statement can delete. */
    private record Kept(TerminalKind ended, Duration age) {}
}
