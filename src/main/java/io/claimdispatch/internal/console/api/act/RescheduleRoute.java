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
import java.time.Instant;

/** {@code rows/id/reschedule}: moves a waiting row to another time. */
@Component
@Dependent
class RescheduleRoute extends RowAction {

    private final OrderedCommands commands;

    @Inject
    RescheduleRoute(Tables tables, RowAnswers rows, OrderedCommands commands) {
        super(
                tables,
                rows,
                "reschedule",
                "Moves a waiting row to another time: runAt or delay says which.",
                "waiting",
                DueTime.RUN_AT,
                DueTime.DELAY);
        this.commands = commands;
    }

    @Override
    Verdict run(TableName table, long id, Order order, Call call) {
        DueTime due = DueTime.required(call);
        Instant at = due.at();
        return at == null
                ? commands.reschedule(table, id, due.delay(), order)
                : commands.reschedule(table, id, at, order);
    }
}
