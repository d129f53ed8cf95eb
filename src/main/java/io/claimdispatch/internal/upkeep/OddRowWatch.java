package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.OddRows;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Tells of rows that this version leaves alone: those in a state that it does not know, and those that wait for a time that
 * never comes. It walks the primary key in stretches, and tells at the end of each table, if it is not what was told last.
 */
@Component
class OddRowWatch implements MaintenanceTask {

    private static final Log LOG = Log.of(OddRowWatch.class);

    private static final int STRETCH = 5_000;

    /** Rows that a message names. */
    private static final int NAMED = 10;

    private final Map<TableName, String> told = new HashMap<>();
    private final List<OddRows.Row> named = new ArrayList<>();
    private final WalkRests rests =
            new WalkRests(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private int table;
    private long after = Long.MIN_VALUE;
    private long count;
    private boolean begun;

    @Inject
    OddRowWatch(Settings settings, ActionDatabase database, Transactions transactions) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public String doing() {
        return "look for rows in states that are unknown";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.MAINTENANCE;
    }

    @Override
    public Duration interval() {
        return rests.next();
    }

    @Override
    public boolean onlyWhileClaiming() {
        return true;
    }

    @Override
    public void run() {
        if (begun) {
            rests.walk(this::isLast);
        }
        begun = true;
    }

    private boolean isLast() {
        TableName name = settings.tables().get(table);
        OddRows stretch = transactions.separate(
                "looking for rows in states that are unknown",
                connection -> database.store().odd(connection, name, after, STRETCH));
        count += stretch.rows().size();
        stretch.rows().stream().limit(NAMED - named.size()).forEach(named::add);
        Long last = stretch.last();
        if (last != null) {
            after = last;
            return false;
        }
        tell(
                name,
                count == 0
                        ? null
                        : Problems.rowsOdd(name.value(), count, names()).getMessage());
        after = Long.MIN_VALUE;
        count = 0;
        named.clear();
        table = (table + 1) % settings.tables().size();
        return table == 0;
    }

    private void tell(TableName name, @Nullable String text) {
        if (text == null) {
            told.remove(name);
        } else if (!text.equals(told.put(name, text))) {
            LOG.log(Level.WARNING, text);
        }
    }

    private String names() {
        List<String> names = named.stream()
                .map(row -> "id " + row.id() + " '" + Problems.shown(row.state()) + "'")
                .toList();
        return String.join(", ", names) + (count > named.size() ? ", and others" : "");
    }
}
