package io.claimdispatch.architecture;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which package may use which, below the root: the way that the data takes, written down once. */
final class Steps {

    static final String API = "";

    private static final List<String> COMMON = List.of(API, "spi", "internal", "internal.config", "internal.json");

    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry(API, List.of()),
            Map.entry("spi", List.of(API)),
            Map.entry("internal", List.of(API, "spi")),
            Map.entry("internal.config", List.of(API, "spi", "internal")),
            Map.entry("internal.json", List.of(API, "spi", "internal")),
            Map.entry("internal.ddl", List.of(API, "internal")),
            Map.entry("internal.store", with(COMMON, "internal.ddl")),
            Map.entry("internal.publish", with(COMMON, "internal.store")),
            Map.entry("internal.route", with(COMMON, "internal.store")),
            Map.entry("internal.complete", with(COMMON, "internal.store")),
            Map.entry("internal.dispatch", with(COMMON, "internal.store", "internal.complete")),
            Map.entry(
                    "internal.claim",
                    with(COMMON, "internal.store", "internal.route", "internal.dispatch", "internal.complete")),
            Map.entry("internal.operate", with(COMMON, "internal.store", "internal.route")),
            Map.entry("internal.console", List.of(API, "internal", "internal.config", "internal.claim")));

    private Steps() {}

    /** The step that a package belongs to; a package below a step's is a part of the step. */
    static Optional<String> of(String relativePackage) {
        return MAY_USE.keySet().stream()
                .filter(step -> relativePackage.equals(step)
                        // what lies below the API or below `internal` is a step of its own, to be listed by its name
                        || !step.equals(API) && !step.equals("internal") && relativePackage.startsWith(step + "."))
                .max(Comparator.comparing(String::length));
    }

    static boolean mayUse(String user, String used) {
        return user.equals(used) || MAY_USE.get(user).contains(used);
    }

    private static List<String> with(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
