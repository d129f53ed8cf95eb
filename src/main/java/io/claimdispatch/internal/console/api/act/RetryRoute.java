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

/** {@code rows/id/retry}: makes a waiting row due now. */
@Component
@Dependent
class RetryRoute extends RowAction {

    private final OrderedCommands commands;

    @Inject
    RetryRoute(Tables tables, RowAnswers rows, OrderedCommands commands) {
        super(tables, rows, "retry", "Makes a waiting row due now; its failed attempts still count.", "waiting");
        this.commands = commands;
    }

    @Override
    Verdict run(TableName table, long id, Order order, Call call) {
        return commands.retryNow(table, id, order);
    }
}
