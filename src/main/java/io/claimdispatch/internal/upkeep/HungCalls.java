package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.transaction.DatabaseCalls;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Ends what hangs in spite of all bounds: a driver that knows none, or a write to a network that has gone silent, which no
 * driver bounds. A pool that hangs before it has given a connection cannot be ended, only be shown.
 */
@Component
public class HungCalls implements MaintenanceTask {

    private static final Log LOG = Log.of(HungCalls.class);

    private final Settings settings;
    private final DatabaseCalls calls;

    @Inject
    HungCalls(Settings settings, DatabaseCalls calls) {
        this.settings = settings;
        this.calls = calls;
    }

    @Override
    public String doing() {
        return "look for database calls that hang";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.RESCUE;
    }

    @Override
    public void run() {
        for (DatabaseCalls.Call call : hung()) {
            if (call.notice()) {
                LOG.log(
                        Level.ERROR,
                        "a database call hangs",
                        Problems.databaseHangs(call.doing(), call.age().toSeconds(), call.thread()));
            }
            call.abort();
        }
    }

    /** For operators: what hangs now, on which thread, and for how long. */
    public List<String> describe() {
        return hung().stream().map(DatabaseCalls.Call::describe).toList();
    }

    private List<DatabaseCalls.Call> hung() {
        Duration longest = settings.databaseTimeout().multipliedBy(2);
        return calls.longerThan(longest);
    }
}
