package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.RowFilterText;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.view.BulkView;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.operate.bulk.BulkActions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code bulk/id/run}: takes the next rows of a bulk action. The client calls it until it is done. */
@Component
@Dependent
class BulkRunRoute implements Route {

    private static final String TYPED = "typed";
    private static final String FINE = "isCanaryFine";

    private final Tables tables;
    private final BulkActions actions;
    private final BulkPermission permission;

    @Inject
    BulkRunRoute(Tables tables, BulkActions actions, BulkPermission permission) {
        this.tables = tables;
        this.actions = actions;
        this.permission = permission;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.act(
                "POST",
                "bulk/{id}/run",
                "Bulk",
                "Takes the next rows of a bulk action: at most 500, and for two seconds. Call it until its state is DONE.",
                Parameter.number(
                        TYPED, "How many rows are eligible, as the operator has typed it; if mustBeTyped says so."),
                new Parameter(FINE, "boolean", false, "Goes on after the first rows, in the state CANARY."));
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        Integer typed = call.body().containsKey(TYPED) ? (Integer) call.number(TYPED, 0, Integer.MAX_VALUE) : null;
        Order order = new Order(call.caller().name(), null, null);
        return Answer.of(BulkView.of(
                table.value(),
                actions.run(
                        table,
                        call.id(),
                        new BulkActions.Go(order, typed, call.flag(FINE)),
                        verb -> permission.check(call.caller(), verb),
                        RowFilterText::parse)));
    }
}
