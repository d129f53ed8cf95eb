package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.console.api.answer.KeptAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Changes;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.api.call.Turns;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.NodesView;
import io.claimdispatch.internal.console.view.OverviewView;
import io.claimdispatch.internal.observe.NodeHealth;
import io.claimdispatch.internal.operate.Backlog;
import io.claimdispatch.internal.operate.Nodes;
import io.claimdispatch.internal.operate.StatisticsReads;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.TreeSet;

/** {@code overview}: what is wrong with a table, and its figures. Kept for a moment, for all users. */
@Component
@Dependent
class OverviewRoute implements Route {

    /** How many of the oldest due rows of a priority are read, to find one that is not paused. */
    private static final int OLDEST = 100;

    private static final int EVENTS = 10;

    private final Tables tables;
    private final Backlog backlog;
    private final Nodes nodes;
    private final StatisticsReads statistics;
    private final NodeHealth node;
    private final KeptAnswers kept;

    @Inject
    OverviewRoute(
            Tables tables,
            Backlog backlog,
            Nodes nodes,
            StatisticsReads statistics,
            NodeHealth node,
            Turns turns,
            Ticker ticker,
            Timings timings,
            Changes changes) {
        this.tables = tables;
        this.backlog = backlog;
        this.nodes = nodes;
        this.statistics = statistics;
        this.node = node;
        this.kept = new KeptAnswers(turns, ticker, timings, changes);
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "overview",
                Permission.VIEW,
                "Overview",
                "What is wrong with a table, and its figures.",
                Parameter.TABLE);
    }

    /** What is kept takes no turn. */
    @Override
    public boolean needsTurn() {
        return false;
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        return kept.of(table, () -> read(table));
    }

    private JsonObject read(TableName table) {
        ActionLogs logs = tables.logs(table);
        return new OverviewView(
                        table.value(),
                        logs.counts(),
                        backlog.due(table, OLDEST),
                        logs.paused(),
                        new TreeSet<>(logs.unroutedTypes()),
                        logs.events(EVENTS),
                        statistics.failures(table),
                        new NodesView(nodes.of(table)),
                        new OverviewView.Node(
                                node.name(),
                                node.state(),
                                node.lostLeases(),
                                node.stuckTasks().size(),
                                node.hangingCalls()))
                .view();
    }
}
