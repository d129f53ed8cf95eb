package io.claimdispatch.architecture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which package may use which, below the root. This is the way that the data takes, from the table to the operators: a
 * package may use only packages that stand above it, and of those only the ones named.
 */
final class Steps {

    static final String API = "";

    /** In the place of the packages of the store's roles. */
    private static final String ROLES = "the roles of the store";

    private static final List<String> ROLE_PACKAGES = List.of(
            "store.publish",
            "store.claim",
            "store.completion",
            "store.lease",
            "store.upkeep",
            "store.operate",
            "store.statistics");

    private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

    static {
        step(API);
        step("spi", API);

        // what every step may need
        step("common", API);
        step("config", API, "common");
        step("policy", API, "common", "config");
        step("watchdog", API, "common", "config");
        step("ddl", API, "common");
        step("payload", API, "spi", "common");

        // the table: what all statements need, then the roles, none of which knows another
        step("store.row", API, "common");
        step("store.failure");
        step("store.sql", API, "common", "store.row");
        step("store.publish", API, "common", "store.failure", "store.sql");
        step("store.claim", API, "common", "store.row", "store.sql");
        step("store.completion", "common", "store.row", "store.sql");
        step("store.lease", "common", "store.row", "store.sql");
        step("store.upkeep", API, "common", "store.row", "store.sql");
        step("store.operate", API, "common", "store.failure", "store.sql");
        step("store.statistics", API, "common", "store.failure", "store.sql");

        // the record of the roles, and who composes it
        step("store", "common", "ddl", "store.sql", ROLES);
        step("store.probe", "common", "store.row", "store.failure", "store.claim", "store.operate", "store");
        step("store.schema", "common", "config", "ddl", "store.failure", "store.sql", "store");
        step(
                "store.dialect",
                API,
                "common",
                "ddl",
                "store.row",
                "store.failure",
                "store.sql",
                ROLES,
                "store",
                "store.probe");
        step(
                "store.database",
                API,
                "common",
                "config",
                "ddl",
                "store.failure",
                "store",
                "store.probe",
                "store.schema",
                "store.dialect");
        step("store.transaction", API, "common", "config", "watchdog", "store.failure", "store", "store.database");
        step("store.jpa", API, "common", "store.failure", "store.sql", "store.publish", "store", "store.database");

        // the steps of a row
        step(
                "publish",
                API,
                "spi",
                "common",
                "config",
                "policy",
                "payload",
                "store.row",
                "store.publish",
                "store",
                "store.database",
                "store.jpa");
        step(
                "complete",
                API,
                "spi",
                "common",
                "config",
                "policy",
                "watchdog",
                "payload",
                "store.row",
                "store.transaction");
        step("statistics", "common", "store.row", "store.statistics", "store", "complete");
        step("route.call", API, "common");
        step("route.discovery", API, "common", "policy", "route.call");
        step("route.rules", API, "spi", "common", "config", "payload");
        step(
                "route",
                API,
                "spi",
                "common",
                "policy",
                "watchdog",
                "payload",
                "store.row",
                "route.call",
                "route.discovery");
        step(
                "batch",
                API,
                "common",
                "config",
                "policy",
                "watchdog",
                "store.row",
                "store.lease",
                "store",
                "store.database",
                "complete");
        step(
                "claim",
                API,
                "spi",
                "common",
                "config",
                "store.row",
                "store.failure",
                "store.claim",
                "store.completion",
                "store.lease",
                "store",
                "store.database",
                "complete",
                "statistics",
                "route");
        step(
                "dispatch",
                API,
                "spi",
                "common",
                "config",
                "policy",
                "store.row",
                "store.completion",
                "store",
                "store.database",
                "store.transaction",
                "complete",
                "statistics",
                "route",
                "batch",
                "claim");
        step(
                "dispatch.chunk",
                API,
                "common",
                "store.row",
                "store.transaction",
                "complete",
                "statistics",
                "route",
                "claim",
                "dispatch");

        // the node, which knows the steps
        step(
                "upkeep",
                API,
                "common",
                "config",
                "policy",
                "watchdog",
                "store.row",
                "store.failure",
                "store.claim",
                "store.completion",
                "store.lease",
                "store.upkeep",
                "store.operate",
                "store.statistics",
                "store",
                "store.database",
                "complete",
                "statistics",
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
                "policy",
                "watchdog",
                "store.row",
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
        step(
                "operate",
                API,
                "common",
                "config",
                "payload",
                "store.row",
                "store.publish",
                "store.upkeep",
                "store.operate",
                "store.statistics",
                "store",
                "store.database",
                "store.jpa",
                "route",
                "claim");
        step("operate.bulk", API, "common", "store.failure", "store.operate", "store", "store.database", "operate");
        step("observe", API, "common", "config", "watchdog", "batch", "claim", "node");

        // the console, which nothing knows
        step("console.assets");
        step("console.security", "common", "config");
        step(
                "console.view",
                API,
                "common",
                "store.operate",
                "store.statistics",
                "batch",
                "operate",
                "operate.bulk",
                "console.security");
        step("console.api.call", API, "common", "config", "operate", "console.security", "console.view");
        step(
                "console.api.answer",
                API,
                "common",
                "config",
                "operate",
                "console.security",
                "console.view",
                "console.api.call");
        step(
                "console.api.read",
                API,
                "common",
                "config",
                "operate",
                "operate.bulk",
                "observe",
                "console.security",
                "console.view",
                "console.api.call",
                "console.api.answer");
        step(
                "console.api.act",
                API,
                "common",
                "config",
                "operate",
                "operate.bulk",
                "console.security",
                "console.view",
                "console.api.call",
                "console.api.answer");
        step("console.api", "common", "console.security", "console.view", "console.api.call");
        step(
                "console.web",
                API,
                "common",
                "config",
                "console.security",
                "console.assets",
                "console.api.call",
                "console.api");
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

    static Set<String> all() {
        return MAY_USE.keySet();
    }

    static List<String> usedBy(String user) {
        return MAY_USE.get(user);
    }

    static boolean mayUse(String user, String used) {
        return user.equals(used) || MAY_USE.get(user).contains(used);
    }

    private static void step(String name, String... used) {
        List<String> full = Arrays.stream(used)
                .flatMap(each -> each.equals(ROLES) ? ROLE_PACKAGES.stream() : Stream.of(each))
                .map(Steps::full)
                .toList();
        if (!MAY_USE.keySet().containsAll(full)) {
            throw new IllegalStateException(name + " uses a package that stands below it: " + full);
        }
        MAY_USE.put(full(name), full);
    }

    private static String full(String name) {
        return name.equals(API) || name.equals("spi") ? name : "internal." + name;
    }
}
