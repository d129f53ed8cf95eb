package io.claimdispatch.internal.console.api;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All routes. An address that none of them has is answered by none. */
public final class RouteTable {

    private final List<Entry> entries = new ArrayList<>();

    /** A route with the pattern of its path, and the names in it. */
    private record Entry(Route route, RouteSpec spec, Pattern path, List<String> names) {}

    /**
     * The route of a request.
     *
     * @param route the route
     * @param spec what is known of it
     * @param numbers the values of the names in its path
     */
    public record Match(Route route, RouteSpec spec, Map<String, Long> numbers) {}

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
     * Finds the route of a request.
     *
     * @param path below {@code api/v1/}
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0268 if no route has the path, CLAIM0269 if none has it for
     *     this method
     */
    public Match find(String method, String path) {
        List<Entry> found = entries.stream()
                .filter(entry -> entry.path().matcher(path).matches())
                .toList();
        if (found.isEmpty()) {
            throw ConsoleProblems.addressUnknown(path);
        }
        return found.stream()
                .filter(entry -> entry.spec().method().equals(method))
                .findFirst()
                .map(entry -> new Match(entry.route(), entry.spec(), numbers(entry, path)))
                .orElseThrow(() -> ConsoleProblems.methodUnknown(method, methods(found)));
    }

    private static String methods(List<Entry> entries) {
        return entries.stream().map(entry -> entry.spec().method()).sorted().collect(Collectors.joining(", "));
    }

    private static Map<String, Long> numbers(Entry entry, String path) {
        Matcher matcher = entry.path().matcher(path);
        Map<String, Long> numbers = new TreeMap<>();
        if (matcher.matches()) {
            for (int i = 0; i < entry.names().size(); i++) {
                numbers.put(entry.names().get(i), number(path, matcher.group(i + 1)));
            }
        }
        return numbers;
    }

    private static long number(String path, String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            // nineteen digits can be too many
            throw ConsoleProblems.addressUnknown(path);
        }
    }
}
