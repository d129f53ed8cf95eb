package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.Draft;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.answer.RowAnswers;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.operate.NewRows;
import io.claimdispatch.internal.operate.Order;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code publish}: publishes a row, as an application does. Answers with the row. */
@Component
@Dependent
class PublishRoute implements Route {

    private static final String TYPE = "type";
    private static final String PAYLOAD = "payload";
    private static final String KEY = "key";
    private static final String PRIORITY = "priority";

    private final Tables tables;
    private final RowAnswers rows;
    private final NewRows newRows;

    @Inject
    PublishRoute(Tables tables, RowAnswers rows, NewRows newRows) {
        this.tables = tables;
        this.rows = rows;
        this.newRows = newRows;
    }

    @Override
    public RouteSpec spec() {
        return new RouteSpec(
                "POST",
                "publish",
                Permission.ADMINISTER,
                List.of(Parameter.TABLE),
                List.of(
                        Parameter.REASON.required(),
                        Parameter.text(TYPE, "The type.").required(),
                        Parameter.text(PAYLOAD, "The payload, as a text of JSON; {} without it."),
                        Parameter.text(KEY, "The idempotency key; refused if a row of the type has it already."),
                        Parameter.text(PRIORITY, "low, normal or high; that of the type without it."),
                        DueTime.RUN_AT,
                        DueTime.DELAY),
                "Row",
                "Publishes a row: due now, or when runAt or delay says.");
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        Order order = new Order(call.caller().name(), call.requiredReason(), null);
        DueTime due = DueTime.orNow(call);
        String type = call.requiredText(TYPE);
        String payload = Optional.ofNullable(call.text(PAYLOAD)).orElse("{}");
        Optional<String> key = Optional.ofNullable(call.text(KEY));
        Optional<Priority> priority = Optional.ofNullable(call.text(PRIORITY)).map(PublishRoute::priority);
        long id = newRows.publish(
                table,
                new NewRows.Due(due.at(), due.delay()),
                draft -> {
                    Draft filled = draft.type(type).payloadJson(payload);
                    key.ifPresent(filled::idempotencyKey);
                    priority.ifPresent(filled::priority);
                },
                order);
        return rows.of(table, id);
    }

    private static Priority priority(String text) {
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ConsoleProblems.parameterInvalid(PRIORITY, text, "low, normal or high"));
    }
}
