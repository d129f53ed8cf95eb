package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.view.BulkView;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.operate.bulk.BulkActions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code bulk/id/cancel}: ends a bulk action before it is done. */
@Component
@Dependent
class BulkCancelRoute implements Route {

    private final Tables tables;
    private final BulkActions actions;

    @Inject
    BulkCancelRoute(Tables tables, BulkActions actions) {
        this.tables = tables;
        this.actions = actions;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.act(
                "POST",
                "bulk/{id}/cancel",
                "Bulk",
                "Ends a bulk action before it is done. What it has changed stays so.",
                Parameter.REASON);
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        Order order = new Order(call.caller().name(), call.reason(), null);
        return Answer.of(BulkView.of(table.value(), actions.cancel(table, call.id(), order)));
    }
}
