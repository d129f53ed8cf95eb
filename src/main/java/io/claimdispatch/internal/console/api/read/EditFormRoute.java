package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.ActionLog;
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
import io.claimdispatch.internal.console.security.MaskedForm;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.operate.BoundedRow;
import io.claimdispatch.internal.operate.PayloadVersion;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code rows/id/edit}: a payload to be edited, with numbers in the place of masked values. */
@Component
@Dependent
class EditFormRoute implements Route {

    private final Tables tables;
    private final RowAnswers rows;
    private final MaskedForm form;

    @Inject
    EditFormRoute(Tables tables, RowAnswers rows, MaskedForm form) {
        this.tables = tables;
        this.rows = rows;
        this.form = form;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "rows/{id}/edit",
                Permission.ADMINISTER,
                "EditForm",
                "A payload to be edited, with numbers in the place of masked values; its tag is for the If-Match of the edit.",
                Parameter.TABLE);
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        BoundedRow bounded = rows.bounded(table, call.id());
        if (bounded.isPayloadCut()) {
            throw ConsoleProblems.payloadTooLong(table.value(), call.id(), bounded.bound());
        }
        ActionLog row = bounded.row();
        MaskedForm.Form edited = form.of(row.payload());
        return Answer.of(
                PayloadVersion.of(row),
                new JsonFields()
                        .id("id", row.id())
                        .text("type", row.type())
                        .text("text", edited.text())
                        .flag("isJson", edited.isJson())
                        .number("masked", edited.masked())
                        .build());
    }
}
