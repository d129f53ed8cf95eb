package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.console.api.answer.RowAnswers;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.operate.OrderedCommands;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code rows/id/requeue}: lets a row run again that ended without success. */
@Component
@Dependent
class RequeueRoute extends RowAction {

    private final OrderedCommands commands;

    @Inject
    RequeueRoute(Tables tables, RowAnswers rows, OrderedCommands commands) {
        super(
                tables,
                rows,
                "requeue",
                "Lets a row run again that ended without success, from its first attempt.",
                "dead, cancelled, skipped or discarded");
        this.commands = commands;
    }

    @Override
    Verdict run(TableName table, long id, Order order, Call call) {
        return commands.requeue(table, id, order);
    }
}
