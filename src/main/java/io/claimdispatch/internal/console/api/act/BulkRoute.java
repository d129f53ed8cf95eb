package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.view.BulkView;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.operate.bulk.BulkOrder;
import io.claimdispatch.internal.operate.bulk.BulkPreviews;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code bulk}: makes a bulk action, and tells what it would do. */
@Component
@Dependent
class BulkRoute implements Route {

    private final Tables tables;
    private final BulkPreviews previews;
    private final BulkPermission permission;

    @Inject
    BulkRoute(Tables tables, BulkPreviews previews, BulkPermission permission) {
        this.tables = tables;
        this.previews = previews;
        this.permission = permission;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.act(
                "POST",
                "bulk",
                "Bulk",
                "Tells what a command on many rows would do, and keeps that for ten minutes. Changes no row.",
                BulkBody.MEMBERS);
    }

    @Override
    public boolean takesKey() {
        return true;
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        String why = call.requiredReason();
        BulkOrder order = BulkBody.of(call);
        permission.check(call.caller(), order.verb());
        return Answer.of(BulkView.of(
                table.value(),
                previews.make(table, order, new Order(call.caller().name(), why, null))));
    }
}
