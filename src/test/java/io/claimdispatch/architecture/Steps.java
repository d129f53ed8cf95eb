package io.claimdispatch.architecture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which package may use which, below the root. This is the way that the data takes, from the table to the operators: a
 * package may use only packages that stand above it, and of those only the ones named.
 */
final class Steps {

    static final String API = "";

    private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

    static {
        step(API);
        step("spi", API);

        // what every step may need
        step("common", API);
        step("config", API, "common");
        step("watchdog", API, "common", "config");
        step("ddl", API, "common");
        step("payload", API, "spi", "common");

        // the table
        step("store", API, "common", "ddl");
        step("store.statements", API, "common", "ddl", "store");
        step("store.probe", API, "common", "store", "store.statements");
        step("store.schema", API, "common", "config", "ddl", "store", "store.statements");
        step("store.dialect", API, "common", "ddl", "store", "store.statements", "store.probe");
        step(
                "store.database",
                API,
                "common",
                "config",
                "ddl",
                "store",
                "store.statements",
                "store.probe",
                "store.schema",
                "store.dialect");
        step("store.transaction", API, "common", "config", "watchdog", "store", "store.statements", "store.database");
        step("store.jpa", API, "common", "store", "store.database");

        // the steps of a row
        step("publish", API, "spi", "common", "config", "payload", "store", "store.database", "store.jpa");
        step("complete", API, "spi", "common", "config", "watchdog", "payload", "store", "store.transaction");
        step("route.call", API, "common");
        step("route.discovery", API, "common", "route.call");
        step("route.rules", API, "spi", "common", "config", "payload");
        step("route", API, "spi", "common", "watchdog", "payload", "store", "route.call", "route.discovery");
        step("batch", API, "common", "config", "watchdog", "store", "store.database", "complete");
        step("claim", API, "spi", "common", "config", "store", "store.database", "complete", "route");
        step(
                "dispatch",
                API,
                "spi",
                "common",
                "config",
                "store",
                "store.database",
                "store.transaction",
                "complete",
                "route",
                "batch",
                "claim");

        // the node, which knows the steps
        step(
                "upkeep",
                API,
                "common",
                "config",
                "watchdog",
                "store",
                "store.database",
                "store.transaction",
                "complete",
                "route",
                "batch",
                "claim",
                "dispatch");
        step(
                "node",
                API,
                "spi",
                "common",
                "config",
                "watchdog",
                "store",
                "store.database",
                "store.transaction",
                "store.jpa",
                "complete",
                "route",
                "batch",
                "claim",
                "dispatch",
                "upkeep");

        // operators
        step("operate", API, "common", "config", "store", "store.database", "store.jpa", "route");
        step("observe", API, "common", "watchdog", "claim", "node");
    }

    private Steps() {}

    /** The step that a package belongs to; a package below a step's is a part of the step, unless it is one itself. */
    static Optional<String> of(String relativePackage) {
        return MAY_USE.keySet().stream()
                .filter(step -> relativePackage.equals(step)
                        // what lies below the API is a step of its own, to be listed by its name
                        || !step.equals(API) && relativePackage.startsWith(step + "."))
                .max(Comparator.comparing(String::length));
    }

    static boolean mayUse(String user, String used) {
        return user.equals(used) || MAY_USE.get(user).contains(used);
    }

    private static void step(String name, String... used) {
        List<String> full = Arrays.stream(used).map(Steps::full).toList();
        if (!MAY_USE.keySet().containsAll(full)) {
            throw new IllegalStateException(name + " uses a package that stands below it: " + full);
        }
        MAY_USE.put(full(name), full);
    }

    private static String full(String name) {
        return name.equals(API) || name.equals("spi") ? name : "internal." + name;
    }
}
