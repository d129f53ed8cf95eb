package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.console.api.answer.PauseAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.operate.OrderedCommands;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code pauses}: pauses a type or family. */
@Component
@Dependent
class PauseRoute implements Route {

    private static final String TYPE = "type";

    private final Tables tables;
    private final PauseAnswers pauses;
    private final OrderedCommands commands;

    @Inject
    PauseRoute(Tables tables, PauseAnswers pauses, OrderedCommands commands) {
        this.tables = tables;
        this.pauses = pauses;
        this.commands = commands;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.act(
                "POST",
                "pauses",
                "Pauses",
                "Pauses a type or family; if it is paused already, replaces who and why. Answers all pauses.",
                Parameter.text(TYPE, "A type, a family like order.*, or * for all types.")
                        .required(),
                Parameter.REASON.required());
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        String type = call.requiredText(TYPE);
        call.requiredReason();
        commands.pause(table, type, PauseAnswers.order(call));
        return pauses.of(table);
    }
}
