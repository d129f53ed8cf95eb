package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.console.api.answer.RowAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.operate.OrderedCommands;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code rows/id/delete}: deletes a row that has ended, and frees its key. */
@Component
@Dependent
class DeleteRoute extends RowAction {

    private final OrderedCommands commands;

    @Inject
    DeleteRoute(Tables tables, RowAnswers rows, OrderedCommands commands) {
        super(
                tables,
                rows,
                administer("delete", "Deleted", "Deletes a row that has ended, and frees its key. Its events stay."),
                "processed, dead, cancelled, skipped or discarded");
        this.commands = commands;
    }

    @Override
    Verdict run(TableName table, long id, Order order, Call call) {
        call.requiredReason();
        return commands.delete(table, id, order);
    }

    @Override
    Answer done(RowAnswers answers, TableName table, long id) {
        return Answer.of(new JsonFields().id("deleted", id).build());
    }
}
