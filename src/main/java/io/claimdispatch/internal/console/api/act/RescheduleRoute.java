package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.answer.RowAnswers;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.operate.OrderedCommands;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;

/** {@code rows/id/reschedule}: moves a waiting row to another time. */
@Component
@Dependent
class RescheduleRoute extends RowAction {

    private static final String RUN_AT = "runAt";
    private static final String DELAY = "delay";

    private final OrderedCommands commands;

    @Inject
    RescheduleRoute(Tables tables, RowAnswers rows, OrderedCommands commands) {
        super(
                tables,
                rows,
                "reschedule",
                "Moves a waiting row to another time: runAt or delay says which.",
                "waiting",
                Parameter.text(RUN_AT, "The time, like 2026-11-30T12:00:00Z; a past one makes the row due."),
                new Parameter(DELAY, "any", false, "How long from now, in milliseconds or like PT5M."));
        this.commands = commands;
    }

    @Override
    Verdict run(TableName table, long id, Order order, Call call) {
        JsonValue delay = call.body().get(DELAY);
        String runAt = call.text(RUN_AT);
        if ((delay == null) == (runAt == null)) {
            throw ConsoleProblems.parameterInvalid(RUN_AT, String.valueOf(runAt), "either this or " + DELAY);
        }
        return runAt == null
                ? commands.reschedule(table, id, Moments.duration(DELAY, delay), order)
                : commands.reschedule(table, id, Moments.time(RUN_AT, runAt), order);
    }
}
