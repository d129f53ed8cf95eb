package io.claimdispatch.internal.console.api;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.OverviewView;
import io.claimdispatch.internal.observe.NodeHealth;
import io.claimdispatch.internal.operate.Backlog;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** {@code overview}: what is wrong with a table, and its figures. Kept for a moment, for all users. */
@Component
@Dependent
class OverviewRoute implements Route {

    /** How many of the oldest due rows of a priority are read, to find one that is not paused. */
    private static final int OLDEST = 100;

    private static final int EVENTS = 10;

    private final Tables tables;
    private final Backlog backlog;
    private final NodeHealth node;
    private final Ticker ticker;
    private final Timings timings;
    private final Map<TableName, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(long since, JsonObject view) {}

    @Inject
    OverviewRoute(Tables tables, Backlog backlog, NodeHealth node, Ticker ticker, Timings timings) {
        this.tables = tables;
        this.backlog = backlog;
        this.node = node;
        this.ticker = ticker;
        this.timings = timings;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "overview", Permission.VIEW, "What is wrong with a table, and its figures.", Parameter.TABLE);
    }

    @Override
    public Answer answer(Call call) {
        // viewers that ask at once wait for the first one's read
        return Answer.of(kept.compute(
                        tables.of(call), (table, before) -> before != null && isFresh(before) ? before : read(table))
                .view());
    }

    private boolean isFresh(Kept before) {
        return ticker.nanoTime() - before.since() < timings.keptOverview().toNanos();
    }

    private Kept read(TableName table) {
        ActionLogs logs = tables.logs(table);
        JsonObject view = new OverviewView(
                        table.value(),
                        logs.counts(),
                        backlog.due(table, OLDEST),
                        logs.paused(),
                        new TreeSet<>(logs.unroutedTypes()),
                        logs.events(EVENTS),
                        new OverviewView.Node(
                                node.name(),
                                node.state(),
                                node.lostLeases(),
                                node.stuckTasks().size(),
                                node.hangingCalls()))
                .view();
        return new Kept(ticker.nanoTime(), view);
    }
}
