package io.claimdispatch.internal.console.api.read;

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
import io.claimdispatch.internal.operate.Nodes;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code nodes}: the nodes of a table, as they say it themselves. Kept for a moment, for all users. */
@Component
@Dependent
class NodesRoute implements Route {

    private final Tables tables;
    private final Nodes nodes;
    private final KeptAnswers kept;

    @Inject
    NodesRoute(Tables tables, Nodes nodes, Turns turns, Ticker ticker, Timings timings, Changes changes) {
        this.tables = tables;
        this.nodes = nodes;
        this.kept = new KeptAnswers(turns, ticker, timings, changes);
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "nodes",
                Permission.VIEW,
                "Nodes",
                "The nodes of a table: whether they are there, and their figures.",
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
        return kept.of(table, () -> new NodesView(nodes.of(table)).view());
    }
}
