package io.claimdispatch.internal.console.api;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of all routes; an address without a route is an error. */
public final class RouteTable {

    private final List<Entry> entries = new ArrayList<>();

    /** A route with the pattern of its path, and the names in it. */
    private record Entry(Route route, RouteSpec spec, Pattern path, List<String> names) {}

    /**
     * The route of a request.
     *
     * @param route the route
     * @param spec what is known of it
     * @param names the values of the names in its path; those of numbers are numbers
     */
    public record Match(Route route, RouteSpec spec, Map<String, String> names) {}

    /**
     * Checks the routes.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0263 if one names no permission
     */
    public RouteTable(List<? extends Route> routes) {
        for (Route route : routes) {
            RouteSpec spec = route.spec();
            if (spec.permission() == null) {
                throw ConsoleProblems.routeWithoutPermission(spec.name());
            }
            entries.add(new Entry(route, spec, spec.pattern(), spec.names()));
        }
    }

    /** What is known of all routes. */
    public List<RouteSpec> specs() {
        return entries.stream().map(Entry::spec).toList();
    }

    /**
     * The methods of the routes that have a path, sorted; {@code HEAD} follows from {@code GET} and is not named.
     *
     * @param path below {@code api/v1/}
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0268 if no route has the path
     */
    public List<String> methods(String path) {
        return with(path).stream().map(entry -> entry.spec().method()).sorted().toList();
    }

    /**
     * Finds the route of a request.
     *
     * @param path below {@code api/v1/}
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0268 if no route has the path, CLAIM0269 if none has it for
     *     this method
     */
    public Match find(String method, String path) {
        return with(path).stream()
                .filter(entry -> entry.spec().method().equals(method))
                .findFirst()
                .map(entry -> new Match(entry.route(), entry.spec(), names(entry, path)))
                .orElseThrow(() -> ConsoleProblems.methodUnknown(method, String.join(", ", methods(path))));
    }

    private List<Entry> with(String path) {
        List<Entry> found = entries.stream()
                .filter(entry -> entry.path().matcher(path).matches())
                .toList();
        if (found.isEmpty()) {
            throw ConsoleProblems.addressUnknown(path);
        }
        return found;
    }

    private static Map<String, String> names(Entry entry, String path) {
        Matcher matcher = entry.path().matcher(path);
        Map<String, String> names = new TreeMap<>();
        if (matcher.matches()) {
            for (int i = 0; i < entry.names().size(); i++) {
                String name = entry.names().get(i);
                String value = matcher.group(i + 1);
                if (name.equals(RouteSpec.ID)) {
                    checkNumber(path, value);
                }
                names.put(name, value);
            }
        }
        return names;
    }

    private static void checkNumber(String path, String digits) {
        try {
            Long.parseLong(digits);
        } catch (NumberFormatException e) {
            // nineteen digits can be too many
            throw ConsoleProblems.addressUnknown(path);
        }
    }
}
