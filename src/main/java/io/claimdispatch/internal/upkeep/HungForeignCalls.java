package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.ForeignCalls;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.config.Settings;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;

/** Shows calls of foreign code that hang. They cannot be ended: what they do is not known here. */
@Component
public class HungForeignCalls implements MaintenanceTask {

    private static final Log LOG = Log.of(HungForeignCalls.class);

    private final Settings settings;
    private final ForeignCalls calls;

    @Inject
    HungForeignCalls(Settings settings, ForeignCalls calls) {
        this.settings = settings;
        this.calls = calls;
    }

    @Override
    public String doing() {
        return "look for calls of foreign code that hang";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.WATCH;
    }

    @Override
    public void run() {
        for (ForeignCalls.Call call : hung()) {
            if (call.notice()) {
                LOG.log(
                        Level.ERROR,
                        "a call of foreign code hangs",
                        Problems.foreignCallHangs(call.doing(), call.age().toSeconds(), call.thread()));
            }
        }
    }

    /** For operators: what hangs now, on which thread, and for how long. */
    public List<String> describe() {
        return hung().stream().map(ForeignCalls.Call::describe).toList();
    }

    private List<ForeignCalls.Call> hung() {
        return calls.longerThan(settings.databaseTimeout());
    }
}
