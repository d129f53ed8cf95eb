package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.console.api.answer.RowAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Permission;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code rows/id}: one row, why it does not run, its errors and its events. */
@Component
@Dependent
class RowRoute implements Route {

    private final Tables tables;
    private final RowAnswers rows;

    @Inject
    RowRoute(Tables tables, RowAnswers rows) {
        this.tables = tables;
        this.rows = rows;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "rows/{id}",
                Permission.VIEW,
                "Row",
                "One row with its payload, masked; why it does not run; its errors and its events.",
                Parameter.TABLE);
    }

    @Override
    public Answer answer(Call call) {
        return rows.of(tables.of(call), call.id());
    }
}
