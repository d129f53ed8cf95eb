package io.claimdispatch.internal.console.api;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Changes;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.Turns;
import io.claimdispatch.internal.console.security.Tokens;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The table of the console's routes, and what all of their calls have in common. */
@Component
@Dependent
public class ConsoleApi {

    private final Iterable<Route> routes;
    private final Tokens tokens;
    private final Turns turns;
    private final Changes changes;

    /** Takes an answer. */
    public interface Sink {

        void write(Answer answer) throws IOException;
    }

    @Inject
    ConsoleApi(@Any Instance<Route> routes, Tokens tokens, Turns turns, Changes changes) {
        this((Iterable<Route>) routes, tokens, turns, changes);
    }

    ConsoleApi(Iterable<Route> routes, Tokens tokens, Turns turns, Changes changes) {
        this.routes = routes;
        this.tokens = tokens;
        this.turns = turns;
        this.changes = changes;
    }

    /**
     * Makes the table.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0263 if a route names no permission
     */
    public RouteTable routes() {
        List<Route> all = new ArrayList<>();
        routes.forEach(all::add);
        all.sort(Comparator.comparing(route -> route.spec().name()));
        all.add(new OpenApiRoute(() -> all.stream().map(Route::spec).toList()));
        return new RouteTable(all);
    }

    /** The tokens of calls that change something. */
    public Tokens tokens() {
        return tokens;
    }

    /**
     * Calls a route, one of two at a time, and passes its answer on. The turn ends before the answer is written; a large
     * one is not made until there is room, which it keeps until it is written.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0273 if it gets no turn; and whatever the route throws
     */
    public void call(Route route, Call call, Sink sink) throws IOException {
        Runnable end = route.isLarge() ? turns.large() : () -> {};
        try {
            sink.write(answer(route, call));
        } finally {
            end.run();
        }
    }

    private Answer answer(Route route, Call call) {
        try {
            return route.needsTurn() ? turns.take(() -> route.answer(call)) : route.answer(call);
        } finally {
            // failed calls count too: they may have changed something before they failed
            if (!route.spec().isRead()) {
                changes.happened();
            }
        }
    }
}
