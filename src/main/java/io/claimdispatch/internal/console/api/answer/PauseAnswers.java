package io.claimdispatch.internal.console.api.answer;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.console.view.PauseView;
import io.claimdispatch.internal.operate.Order;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;

/** Answers with all pauses of a table: when they are asked for, and after one has begun or ended. */
@Component
@Dependent
public class PauseAnswers {

    private final Tables tables;
    private final ApplicationClock clock;

    @Inject
    public PauseAnswers(Tables tables, ApplicationClock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    public Answer of(TableName table) {
        Instant now = clock.now();
        return Answer.of(new JsonFields()
                .time("at", now)
                .list("pauses", tables.logs(table).paused(), pause -> PauseView.of(pause, now))
                .build());
    }

    public static Order order(Call call) {
        return new Order(call.caller().name(), call.reason(), null);
    }
}
