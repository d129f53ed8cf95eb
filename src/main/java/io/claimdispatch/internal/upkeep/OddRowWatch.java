package io.claimdispatch.internal.upkeep;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.NodeProblems;
import io.claimdispatch.internal.common.problem.Problem;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.upkeep.Mended;
import io.claimdispatch.internal.store.upkeep.OddRows;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Reports rows that this version leaves alone: rows in an unknown state, and rows that wait for a time that never
 * comes. On the way it repairs rows that no claim or recovery asks for, if the database has no index by which
 * {@link RowRepair} would find them. It scans the primary key in stretches, and logs at the end of each table if the
 * result has changed.
 */
@Component
@Dependent
class OddRowWatch implements MaintenanceTask {

    private static final Log LOG = Log.of(OddRowWatch.class);

    private static final int STRETCH = 5_000;

    /** How many rows a message names. */
    private static final int NAMED = 10;

    private final Map<TableName, String> told = new HashMap<>();
    private final List<OddRows.Row> named = new ArrayList<>();
    private final WalkRests rests;
    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final ThisNode node;
    private final DueSignal signal;
    private int table;
    private long after = Long.MIN_VALUE;
    private long count;
    private boolean begun;

    @Inject
    OddRowWatch(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            ThisNode node,
            DueSignal signal,
            Ticker ticker,
            Timings timings) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.node = node;
        this.signal = signal;
        this.rests =
                new WalkRests(ticker, timings, () -> ThreadLocalRandom.current().nextDouble());
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
    public Duration interval(Timings timings) {
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
        Stretch looked = transactions.separate(
                "looking for rows in states that are unknown", connection -> look(connection, name));
        Mended mended = looked.mended();
        if (mended.rows() > 0) {
            LOG.log(Level.WARNING, NodeProblems.rowsMended(name.value(), mended.waiting(), mended.claimed()));
            signal.due();
        }
        OddRows stretch = looked.odd();
        count += stretch.rows().size();
        stretch.rows().stream().limit(NAMED - named.size()).forEach(named::add);
        Long last = stretch.last();
        if (last != null) {
            after = last;
            return false;
        }
        tell(name, count == 0 ? null : NodeProblems.rowsOdd(name.value(), count, names()));
        after = Long.MIN_VALUE;
        count = 0;
        named.clear();
        table = (table + 1) % settings.tables().size();
        return table == 0;
    }

    /**
     * What a stretch has.
     *
     * @param odd the rows that need a person
     * @param mended the rows that no claim or recovery would have found
     */
    private record Stretch(OddRows odd, Mended mended) {}

    private Stretch look(Connection connection, TableName name) throws SQLException {
        OddRows odd = database.store().oddRows().scan(connection, name, after, STRETCH);
        Mended mended = database.store()
                .handWritten()
                .mendStretch(connection, name, after, odd.last(), node.name(), node.newToken(), settings.lease());
        return new Stretch(odd, mended);
    }

    private void tell(TableName name, @Nullable ClaimDispatchException odd) {
        if (odd == null) {
            told.remove(name);
            return;
        }
        String text = String.valueOf(odd.getMessage());
        if (!text.equals(told.put(name, text))) {
            LOG.log(Level.WARNING, odd);
        }
    }

    private String names() {
        List<String> names = named.stream()
                .map(row -> "id " + row.id() + " '" + Problem.shown(row.state()) + "'")
                .toList();
        return String.join(", ", names) + (count > named.size() ? ", and others" : "");
    }
}
