package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.console.api.answer.RowAnswers;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.operate.OrderedCommands;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code rows/id/cancel}: cancels a waiting row before it runs. */
@Component
@Dependent
class CancelRoute extends RowAction {

    private final OrderedCommands commands;

    @Inject
    CancelRoute(Tables tables, RowAnswers rows, OrderedCommands commands) {
        super(tables, rows, "cancel", "Cancels a waiting row before it runs.", "waiting", Parameter.REASON.required());
        this.commands = commands;
    }

    @Override
    Verdict run(TableName table, long id, Order order, Call call) {
        call.requiredReason();
        return commands.cancel(table, id, order);
    }
}
