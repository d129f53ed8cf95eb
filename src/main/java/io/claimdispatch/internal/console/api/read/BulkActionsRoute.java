package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.BulkView;
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.operate.bulk.BulkAction;
import io.claimdispatch.internal.operate.bulk.BulkActions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/** {@code bulk}: the newest bulk actions of a table. */
@Component
@Dependent
class BulkActionsRoute implements Route {

    private static final int MOST = 200;

    private final Tables tables;
    private final BulkActions actions;

    @Inject
    BulkActionsRoute(Tables tables, BulkActions actions) {
        this.tables = tables;
        this.actions = actions;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "bulk", Permission.VIEW, "Bulks", "The 200 newest bulk actions, the newest first.", Parameter.TABLE);
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        List<BulkAction> newest = actions.latest(table, MOST + 1);
        return Answer.of(new JsonFields()
                .flag("isCut", newest.size() > MOST)
                .list(
                        "bulk",
                        newest.subList(0, Math.min(MOST, newest.size())),
                        action -> BulkView.inList(table.value(), action))
                .build());
    }
}
