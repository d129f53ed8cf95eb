package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.console.api.answer.RowAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.EntityTag;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.operate.NewRows;
import io.claimdispatch.internal.operate.Order;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code rows/id/clone}: publishes the payload of a row once more, without its key. Answers with the new row. */
@Component
@Dependent
class CloneRoute implements Route {

    private final Tables tables;
    private final RowAnswers rows;
    private final NewRows newRows;

    @Inject
    CloneRoute(Tables tables, RowAnswers rows, NewRows newRows) {
        this.tables = tables;
        this.rows = rows;
        this.newRows = newRows;
    }

    @Override
    public RouteSpec spec() {
        return RowAction.administer(
                "clone",
                "Row",
                "Publishes the type, priority and payload of a row once more, without its key: now, or when runAt or delay says.",
                DueTime.RUN_AT,
                DueTime.DELAY);
    }

    @Override
    public boolean takesVersion() {
        return true;
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        long id = call.id();
        Order order = new Order(call.caller().name(), call.requiredReason(), EntityTag.version(call.ifMatch()));
        DueTime due = DueTime.orNow(call);
        NewRows.Clone made = newRows.copy(table, id, new NewRows.Due(due.at(), due.delay()), order);
        if (made.verdict() != Verdict.DONE) {
            throw RowAction.refused(made.verdict(), table, id, "any but claimed");
        }
        return rows.of(table, made.id());
    }
}
