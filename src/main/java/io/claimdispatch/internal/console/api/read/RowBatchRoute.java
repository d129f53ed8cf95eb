package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.ActionLog;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.console.api.answer.RowAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.api.call.Turns;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.BatchView;
import io.claimdispatch.internal.observe.BatchQuestions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * {@code rows/id/batch}: the batch executions of a row with their steps. Only the row is read in a turn: a job
 * repository that hangs keeps no other call from the database.
 */
@Component
@Dependent
class RowBatchRoute implements Route {

    private final Tables tables;
    private final RowAnswers rows;
    private final BatchQuestions batch;
    private final Turns turns;
    private final ApplicationClock clock;

    @Inject
    RowBatchRoute(Tables tables, RowAnswers rows, BatchQuestions batch, Turns turns, ApplicationClock clock) {
        this.tables = tables;
        this.rows = rows;
        this.batch = batch;
        this.turns = turns;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "rows/{id}/batch",
                Permission.VIEW,
                "Batch",
                "The batch executions of a row with their steps, as far as this server's batch runtime knows them.",
                Parameter.TABLE);
    }

    @Override
    public boolean needsTurn() {
        return false;
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        ActionLog row = turns.take(() -> rows.bounded(table, call.id())).row();
        Long execution = row.executionId();
        return Answer.of(
                new BatchView(clock.now()).view(execution, execution == null ? null : batch.of(row, execution)));
    }
}
