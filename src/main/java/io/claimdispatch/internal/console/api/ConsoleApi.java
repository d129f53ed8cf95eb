package io.claimdispatch.internal.console.api;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.console.security.Tokens;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
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

    @Inject
    ConsoleApi(@Any Instance<Route> routes, Tokens tokens, Turns turns) {
        this((Iterable<Route>) routes, tokens, turns);
    }

    ConsoleApi(Iterable<Route> routes, Tokens tokens, Turns turns) {
        this.routes = routes;
        this.tokens = tokens;
        this.turns = turns;
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
     * Calls a route, one of two at a time.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0273 if it gets no turn; and whatever the route throws
     */
    public Answer call(Route route, Call call) {
        return route.needsTurn() ? turns.take(() -> route.answer(call)) : route.answer(call);
    }
}
