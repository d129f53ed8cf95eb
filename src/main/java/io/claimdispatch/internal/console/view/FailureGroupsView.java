package io.claimdispatch.internal.console.view;

import io.claimdispatch.internal.operate.Failures;
import io.claimdispatch.internal.store.operate.FailedRow;
import io.claimdispatch.internal.store.operate.FailureGroup;
import io.claimdispatch.internal.store.operate.NodeRecord;
import io.claimdispatch.internal.store.operate.RowSummary;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What fails in a table, by type and failure.
 *
 * @param table the table
 * @param read what was read of it
 */
public record FailureGroupsView(String table, Failures.Read read) {

    /** More groups are left out: the page has room for no more, and an operator no time. */
    private static final int MOST = 200;

    private static final int MOST_NODES = 10;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** A group. */
    private record Key(String type, @Nullable String failure) {}

    /** All that is known of a group; one without dead rows has rows that are tried again. */
    private record Group(Key key, @Nullable FailureGroup dead, List<RowSummary> retried) {

        List<FailedRow> rows() {
            return dead == null ? List.of() : dead.rows();
        }

        Optional<Instant> first() {
            return rows().stream().map(FailedRow::at).min(Comparator.naturalOrder());
        }

        Optional<Instant> last() {
            return rows().stream().map(FailedRow::at).max(Comparator.naturalOrder());
        }

        long id() {
            return rows().stream()
                    .findFirst()
                    .map(FailedRow::id)
                    .orElseGet(() -> retried.get(0).id());
        }
    }

    /** All of it, with the failure of the latest time first. */
    public JsonObject view() {
        List<Group> groups = groups();
        Optional<Instant> started = newestStart();
        return new JsonFields()
                .text("table", table)
                .time("at", read.now())
                .flag("isWhole", read.dead().isWhole() && groups.size() <= MOST)
                .flag("isRetriedWhole", read.isRetriedWhole())
                .time("newestStart", started.orElse(null))
                .list("groups", groups.stream().limit(MOST).toList(), group -> view(group, started.orElse(null)))
                .build();
    }

    private List<Group> groups() {
        Map<Key, List<RowSummary>> retried = new LinkedHashMap<>();
        for (RowSummary row : read.retried()) {
            retried.computeIfAbsent(new Key(row.type(), row.failure()), key -> new ArrayList<>())
                    .add(row);
        }
        List<Group> groups = new ArrayList<>();
        Set<Key> seen = new HashSet<>();
        for (FailureGroup dead : read.dead().groups()) {
            Key key = new Key(dead.type(), dead.failure());
            seen.add(key);
            groups.add(new Group(key, dead, retried.getOrDefault(key, List.of())));
        }
        retried.forEach((key, rows) -> {
            if (!seen.contains(key)) {
                groups.add(new Group(key, null, rows));
            }
        });
        // without a dead row it fails just now: the table does not have the time of an attempt that is followed by
        // another
        groups.sort(Comparator.comparing((Group group) -> group.last().orElse(Instant.MAX))
                .reversed()
                .thenComparing(group -> group.key().type()));
        return groups;
    }

    /** Of the nodes that have not stopped: what fails since then, and did not before, may come with a new version. */
    private Optional<Instant> newestStart() {
        return read.nodes().stream()
                .filter(node -> !node.state().equals("STOPPED"))
                .map(NodeRecord::startedAt)
                .max(Comparator.naturalOrder());
    }

    private JsonObject view(Group group, @Nullable Instant started) {
        FailureGroup dead = group.dead();
        Instant last = group.last().orElse(null);
        return new JsonFields()
                .text("type", group.key().type())
                .text("failure", group.key().failure())
                .number("rows", dead == null ? 0 : dead.count())
                .flag("isCapped", dead != null && dead.isCapped())
                .number("retried", group.retried().size())
                .time("first", group.first().orElse(null))
                .time("last", last)
                .millis("age", last == null ? null : Duration.between(last, read.now()))
                .number("hour", since(group, HOUR))
                .number("day", since(group, DAY))
                .flag(
                        "isSampled",
                        dead != null && dead.rows().size() < dead.count()
                                || !read.dead().isWhole())
                .flag("isNew", isNew(group, started))
                .texts("nodes", nodes(group))
                .id("sample", group.id())
                .build();
    }

    /** How many of the rows that were read have died lately. */
    private long since(Group group, Duration time) {
        Instant begin = read.now().minus(time);
        return group.rows().stream().filter(row -> row.at().isAfter(begin)).count();
    }

    /** Whether no row of it has died before the newest node began; unknown, and so not said, where not all were found. */
    private boolean isNew(Group group, @Nullable Instant started) {
        return started != null
                && read.dead().isWhole()
                && group.first().map(first -> !first.isBefore(started)).orElse(false);
    }

    private static Set<String> nodes(Group group) {
        Set<String> nodes = new TreeSet<>();
        for (FailedRow row : group.rows()) {
            String node = row.node();
            if (node != null && nodes.size() < MOST_NODES) {
                nodes.add(node);
            }
        }
        return nodes;
    }
}
