package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.console.api.answer.RowAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.observe.NodeHealth;
import io.claimdispatch.internal.operate.Backlog;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;

/** {@code rows/id/explain}: why a row does not run, with how many rows are due before it. */
@Component
@Dependent
class ExplainRoute implements Route {

    private final Tables tables;
    private final RowAnswers rows;
    private final Backlog backlog;
    private final NodeHealth node;
    private final ApplicationClock clock;

    @Inject
    ExplainRoute(Tables tables, RowAnswers rows, Backlog backlog, NodeHealth node, ApplicationClock clock) {
        this.tables = tables;
        this.rows = rows;
        this.backlog = backlog;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "rows/{id}/explain",
                Permission.VIEW,
                "Explanation",
                "Why a row does not run, as far as this node can tell.",
                Parameter.TABLE);
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        ActionLogs logs = tables.logs(table);
        ActionLog row = rows.bounded(table, call.id()).row();
        Instant now = clock.now();
        JsonFields answer = new JsonFields()
                .time("at", now)
                .id("id", row.id())
                .text("type", row.type())
                .text("state", row.state().name())
                .value("why", rows.why(logs, row, now).view())
                .flag("isRouted", logs.isRouted(row.type()))
                .text("node", node.name())
                .text("nodeState", node.state());
        if (row.state() == ActionState.WAITING && !row.eligibleAt().isAfter(now)) {
            Backlog.Ahead ahead = backlog.ahead(table, row);
            answer.value(
                    "ahead",
                    new JsonFields()
                            .number("rows", ahead.rows())
                            .flag("isCapped", ahead.isCapped())
                            .build());
        }
        return Answer.of(answer.build());
    }
}
