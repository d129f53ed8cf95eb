package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.ActionLog;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.console.api.answer.PayloadAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Masking;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.operate.OrderedCommands;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/**
 * {@code rows/id/unmask}: returns the unmasked payload. It writes an event first, so it is a POST and needs a token: another
 * site cannot trigger it.
 */
@Component
@Dependent
class UnmaskRoute implements Route {

    private final Tables tables;
    private final PayloadAnswers payloads;
    private final OrderedCommands commands;

    @Inject
    UnmaskRoute(Tables tables, PayloadAnswers payloads, OrderedCommands commands) {
        this.tables = tables;
        this.payloads = payloads;
        this.commands = commands;
    }

    @Override
    public RouteSpec spec() {
        return new RouteSpec(
                "POST",
                "rows/{id}/unmask",
                Permission.ADMINISTER,
                List.of(Parameter.TABLE),
                List.of(Parameter.REASON),
                "RowPayload",
                "Shows the whole payload of a row as it is stored. The call is kept as an event.");
    }

    @Override
    public boolean isLarge() {
        return true;
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        String why = call.reason();
        ActionLog row = payloads.row(table, call.id());
        commands.unmasked(table, row.id(), row.type(), new Order(call.caller().name(), why, null));
        return PayloadAnswers.of(row, Masking.unmasked(row.payload()), true);
    }
}
