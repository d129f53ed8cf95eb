package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.BulkView;
import io.claimdispatch.internal.operate.bulk.BulkActions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code bulk/id}: one bulk action, and how far it has come. */
@Component
@Dependent
class BulkActionRoute implements Route {

    private final Tables tables;
    private final BulkActions actions;

    @Inject
    BulkActionRoute(Tables tables, BulkActions actions) {
        this.tables = tables;
        this.actions = actions;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "bulk/{id}", Permission.VIEW, "Bulk", "A bulk action, and how far it has come.", Parameter.TABLE);
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        return Answer.of(BulkView.of(
                table.value(),
                actions.find(table, call.id())
                        .orElseThrow(() -> ConsoleProblems.bulkUnknown(table.value(), call.id()))));
    }
}
