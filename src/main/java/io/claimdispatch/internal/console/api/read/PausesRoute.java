package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.console.api.answer.PauseAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Permission;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code pauses}: those of a table. */
@Component
@Dependent
class PausesRoute implements Route {

    private final Tables tables;
    private final PauseAnswers pauses;

    @Inject
    PausesRoute(Tables tables, PauseAnswers pauses) {
        this.tables = tables;
        this.pauses = pauses;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "pauses",
                Permission.VIEW,
                "Pauses",
                "The paused types and families of a table: who paused them, why and when.",
                Parameter.TABLE);
    }

    @Override
    public Answer answer(Call call) {
        return pauses.of(tables.of(call));
    }
}
