package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.RunReport;
import io.claimdispatch.Scheduler;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.ConsoleNotices;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.JsonFields;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * {@code run-once}: lets this node claim due rows now. It changes no row that the node would not claim anyway, so it is
 * logged and leaves no event. It takes no turn: a node claims by a connection of its own. One call at a time: a claim
 * may wait for a database or for code of the application, and each that waits holds a thread of the server.
 */
@Component
@Dependent
class RunOnceRoute implements Route {

    private static final Log LOG = Log.of(RunOnceRoute.class);

    private static final String LIMIT = "limit";
    private static final int MOST = 1_000;

    private final Scheduler scheduler;
    private final Settings settings;
    private final Semaphore one = new Semaphore(1);

    @Inject
    RunOnceRoute(Scheduler scheduler, Settings settings) {
        this.scheduler = scheduler;
        this.settings = settings;
    }

    @Override
    public RouteSpec spec() {
        return new RouteSpec(
                "POST",
                "run-once",
                Permission.OPERATE,
                List.of(),
                List.of(
                        Parameter.number(
                                        LIMIT,
                                        "The greatest number of rows, from 1 to 1,000; the node's own limit of a claim holds too.")
                                .required(),
                        Parameter.REASON),
                "RunReport",
                "Claims due rows on this node now, as far as it has room, and hands them over. Of all its tables.");
    }

    @Override
    public boolean needsTurn() {
        return false;
    }

    @Override
    public Answer answer(Call call) {
        int limit = call.number(LIMIT, 1, MOST);
        String why = call.reason();
        RunReport report = runAlone(Math.min(limit, settings.limit()));
        LOG.log(ConsoleNotices.ranOnce(call.caller().name(), report.claimed(), why == null ? "" : why));
        return Answer.of(new JsonFields()
                .number("claimed", report.claimed())
                .number("dispatched", report.dispatched())
                .number("failed", report.failed())
                .build());
    }

    private RunReport runAlone(int limit) {
        if (!one.tryAcquire()) {
            throw ConsoleProblems.busy();
        }
        try {
            return scheduler.runOnce(limit);
        } finally {
            one.release();
        }
    }
}
