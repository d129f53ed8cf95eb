package io.claimdispatch.internal.console.api;

import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Changes;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Turns;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.security.Tokens;
import io.claimdispatch.internal.console.view.JsonFields;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An API of a test's routes. */
public final class TestApi {

    private TestApi() {}

    /** With these routes, and that of the OpenAPI document. */
    public static ConsoleApi of(Tokens tokens, Route... routes) {
        return of(tokens, new Turns(new Timings()), new Changes(), routes);
    }

    /** With these routes, which take these turns and tell of their changes. */
    public static ConsoleApi of(Tokens tokens, Turns turns, Changes changes, Route... routes) {
        return new ConsoleApi(List.of(routes), tokens, turns, changes);
    }

    /** The routes of an API, and further ones; with its tokens. */
    public static ConsoleApi and(ConsoleApi api, Route... further) {
        RouteTable table = api.routes();
        Stream<Route> known = table.specs().stream()
                .filter(spec -> !spec.path().equals("openapi.json"))
                .map(spec -> table.find(spec.method(), path(spec, 1)).route());
        return of(api.tokens(), Stream.concat(known, Stream.of(further)).toArray(Route[]::new));
    }

    /** A path of a route, with this for each number, and with the parameters that it must have. */
    public static String address(RouteSpec spec, long number) {
        return spec.parameters().stream()
                .filter(Parameter::isRequired)
                .map(parameter -> parameter.name() + "=mail")
                .reduce((one, other) -> one + "&" + other)
                .map(query -> path(spec, number) + "?" + query)
                .orElseGet(() -> path(spec, number));
    }

    /** A path of a route, with this for each number. */
    public static String path(RouteSpec spec, long number) {
        return spec.path().replace("{id}", Long.toString(number)).replaceAll("\\{\\w+}", "mail");
    }

    /** A route that answers who called it, with its body. */
    public static Route route(String method, String path, @Nullable Permission permission) {
        return route(
                method,
                path,
                permission,
                call -> Answer.of(new JsonFields()
                        .text("done", path)
                        .text("by", call.caller().name())
                        .value("body", call.body())
                        .build()));
    }

    /** A route that answers by a function. */
    public static Route route(
            String method, String path, @Nullable Permission permission, Function<Call, Answer> answer) {
        RouteSpec spec = new RouteSpec(
                method, path, permission, List.of(Parameter.text("known", "any text")), List.of(), "OpenApi", "test");
        return new Route() {
            @Override
            public RouteSpec spec() {
                return spec;
            }

            @Override
            public Answer answer(Call call) {
                return answer.apply(call);
            }
        };
    }
}
