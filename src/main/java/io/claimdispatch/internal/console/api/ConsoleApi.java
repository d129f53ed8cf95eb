package io.claimdispatch.internal.console.api;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.security.Tokens;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The table of the console's routes, and what all of their calls have in common. */
@Component
@Dependent
public class ConsoleApi {

    /** How many calls read at once on a node: the pool of connections belongs to the application. */
    private static final int AT_ONCE = 2;

    private final List<Route> routes;
    private final Tokens tokens;
    private final Timings timings;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    @Inject
    ConsoleApi(MeRoute me, OverviewRoute overview, RowsRoute rows, RowRoute row, Tokens tokens, Timings timings) {
        this(List.of(me, overview, rows, row), tokens, timings);
    }

    ConsoleApi(List<Route> routes, Tokens tokens, Timings timings) {
        this.routes = routes;
        this.tokens = tokens;
        this.timings = timings;
    }

    /**
     * Makes the table.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0263 if a route names no permission
     */
    public RouteTable routes() {
        List<Route> all = new ArrayList<>(routes);
        all.add(new OpenApiRoute(() -> all.stream().map(Route::spec).toList()));
        return new RouteTable(all);
    }

    /** The tokens of calls that change something. */
    public Tokens tokens() {
        return tokens;
    }

    /**
     * Calls a route, one of two at a time.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0273 if it gets no turn; and whatever the route throws
     */
    public Answer call(Route route, Call call) {
        if (!hasTurn()) {
            throw ConsoleProblems.busy();
        }
        try {
            return route.answer(call);
        } finally {
            turns.release();
        }
    }

    private boolean hasTurn() {
        try {
            return turns.tryAcquire(timings.turnOfARead().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
