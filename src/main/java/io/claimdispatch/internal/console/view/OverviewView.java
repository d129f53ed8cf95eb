package io.claimdispatch.internal.console.view;

import io.claimdispatch.ActionCounts;
import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionState;
import io.claimdispatch.Pause;
import io.claimdispatch.StateCount;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.operate.Backlog;
import io.claimdispatch.internal.operate.FailureRates;
import io.claimdispatch.internal.store.operate.RowSummary;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The first page: what is wrong, and the figures behind it.
 *
 * @param table the table
 * @param counts of its rows
 * @param due what is due in it
 * @param pauses of its types
 * @param unrouted types that this node has no processor for
 * @param events the newest
 * @param failures of its attempts
 * @param nodes of the table
 * @param node the node that answers
 */
public record OverviewView(
        String table,
        ActionCounts counts,
        Backlog.Due due,
        List<Pause> pauses,
        Collection<String> unrouted,
        List<ActionEvent> events,
        FailureRates failures,
        NodesView nodes,
        Node node) {

    /** A row that is due for longer than this is late: nodes look each second. */
    private static final Duration LATE = Duration.ofMinutes(1);

    /** A pause of this age may have been forgotten. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    /**
     * The node that answers.
     *
     * @param name its name
     * @param state as its MBean says it
     * @param lostLeases since its start
     * @param stuckTasks how many
     * @param hangingCalls that are not answered
     */
    public record Node(String name, String state, long lostLeases, int stuckTasks, List<String> hangingCalls) {}

    /** All of it. */
    public JsonObject view() {
        List<Finding> findings = findings();
        return new JsonFields()
                .text("table", table)
                .time("at", due.now())
                .text(
                        "level",
                        findings.isEmpty() ? "OK" : findings.get(0).level().name())
                .list("findings", findings, Finding::json)
                .list("counts", counts.states(), OverviewView::count)
                .value("due", dueCount())
                .value("oldest", oldest().map(this::oldest).orElse(null))
                .list("pauses", pauses, pause -> PauseView.of(pause, due.now()))
                .texts("unrouted", unrouted)
                .list("events", events, EventView::of)
                .value("node", nodeView())
                .build();
    }

    private static JsonObject count(StateCount count) {
        return new JsonFields()
                .text("state", count.state().name())
                .number("rows", count.rows())
                .flag("isCapped", count.isCapped())
                .build();
    }

    private JsonObject dueCount() {
        return new JsonFields()
                .number("rows", due.rows())
                .flag("isCapped", due.isCapped())
                .build();
    }

    private JsonObject oldest(RowSummary row) {
        return new JsonFields()
                .id("id", row.id())
                .text("type", row.type())
                .time("eligibleAt", row.eligibleAt())
                .millis("age", age(row))
                .build();
    }

    private JsonObject nodeView() {
        return new JsonFields()
                .text("name", node.name())
                .text("state", node.state())
                .number("lostLeases", node.lostLeases())
                .number("stuckTasks", node.stuckTasks())
                .texts("hangingCalls", node.hangingCalls())
                .build();
    }

    /** The row that has waited longest and is not paused; none if all that were read are. */
    private Optional<RowSummary> oldest() {
        return due.oldest().stream()
                .flatMap(List::stream)
                .filter(row -> !isPaused(row))
                .min(Comparator.comparing(RowSummary::eligibleAt));
    }

    /** Whether rows of paused types are so many that they hide whether another one of their priority is late. */
    private boolean isHidden() {
        return due.oldest().stream()
                .anyMatch(rows -> rows.size() >= due.most() && rows.stream().allMatch(this::isPaused));
    }

    private boolean isPaused(RowSummary row) {
        return pauses.stream().anyMatch(pause -> new TypePattern(pause.pattern()).covers(row.type()));
    }

    private Duration age(RowSummary row) {
        return Duration.between(row.eligibleAt(), due.now());
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!node.state().startsWith("RUNNING")) {
            findings.add(new Finding("node", Finding.Level.CRITICAL, nodeView(), "?view=overview"));
        }
        oldest().filter(row -> age(row).compareTo(LATE) > 0)
                .ifPresent(row -> findings.add(
                        new Finding("late", Finding.Level.CRITICAL, oldest(row), "?view=row&id=" + row.id())));
        if (isHidden()) {
            findings.add(new Finding("hidden", Finding.Level.WARNING, dueCount(), rows("waiting")));
        }
        FailuresView.finding(failures).ifPresent(findings::add);
        unrouted.forEach(type -> findings.add(new Finding(
                "unrouted",
                Finding.Level.WARNING,
                new JsonFields().text("type", type).build(),
                rows("waiting"))));
        StateCount dead = counts.in(ActionState.DEAD);
        if (dead.rows() > 0) {
            findings.add(new Finding("dead", Finding.Level.WARNING, count(dead), rows("dead")));
        }
        if (node.stuckTasks() > 0) {
            findings.add(new Finding("stuck", Finding.Level.WARNING, nodeView(), rows("claimed")));
        }
        if (!node.hangingCalls().isEmpty()) {
            findings.add(new Finding("hanging", Finding.Level.WARNING, nodeView(), "?view=overview"));
        }
        if (node.lostLeases() > 0) {
            findings.add(new Finding("leases", Finding.Level.NOTE, nodeView(), "?view=overview"));
        }
        findings.addAll(nodes.findings());
        pauses.forEach(pause -> findings.add(pause(pause, due.now())));
        findings.sort(Comparator.comparing(Finding::level));
        return findings;
    }

    private static Finding pause(Pause pause, Instant now) {
        boolean isOld = Duration.between(pause.since(), now).compareTo(FORGOTTEN) > 0;
        return new Finding(
                isOld ? "forgotten" : "paused",
                isOld ? Finding.Level.WARNING : Finding.Level.NOTE,
                PauseView.of(pause, now),
                rows("waiting"));
    }

    private static String rows(String state) {
        return "?view=rows&q=state:" + state;
    }
}
