package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.ProcessorRegistry;
import io.claimdispatch.internal.store.ActionDatabase;
import io.claimdispatch.internal.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Finds types of due rows that this node has never seen, and asks the families of processors about them. Rows of types
 * that nobody here handles are only looked at, never claimed. While there is a backlog of known types the look is rare,
 * since it passes over that backlog.
 */
@ApplicationScoped
class TypeDiscovery implements Chore {

    private static final Logger LOG = System.getLogger(TypeDiscovery.class.getName());
    private static final int ROWS = 1_000;
    private static final long RARELY = TimeUnit.SECONDS.toNanos(30);

    private Settings settings;
    private ActionDatabase database;
    private Transactions transactions;
    private ProcessorRegistry processors;
    private DueSignal signal;
    private volatile long last = System.nanoTime() - RARELY;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    TypeDiscovery() {}

    @Inject
    TypeDiscovery(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            ProcessorRegistry processors,
            DueSignal signal) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.processors = processors;
        this.signal = signal;
    }

    @Override
    public String doing() {
        return "look for unknown types";
    }

    @Override
    public Lane lane() {
        return Lane.DISCOVERY;
    }

    @Override
    public boolean onlyWhileClaiming() {
        return true;
    }

    @Override
    public void run() {
        if (!signal.isDue() || System.nanoTime() - last >= RARELY) {
            discoverNow();
        }
    }

    /** For somebody who waits for the answer: without regard to a backlog. */
    void discoverNow() {
        last = System.nanoTime();
        processors.askAboutPublished();
        for (TableName table : settings.tables()) {
            Set<String> types = transactions.separate(
                    "looking for unknown types",
                    connection -> database.store().unknownDueTypes(connection, table, processors.knownTypes(), ROWS));
            boolean routable = false;
            for (String type : types) {
                processors.seen(type);
                routable |= processors.isRoutable(type);
                if (!processors.isRoutable(type)) {
                    LOG.log(Level.WARNING, "due rows of type ''{0}'' are unrouted: no processor here; they wait", type);
                }
            }
            if (routable) {
                signal.due();
            }
        }
    }
}
