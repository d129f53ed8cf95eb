package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.answer.RowAnswers;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.MaskedForm;
import io.claimdispatch.internal.console.security.PayloadDiff;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.operate.PayloadChange;
import io.claimdispatch.internal.operate.PayloadEdits;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * {@code rows/id/edit}: changes the payload of a row that may run, or may run again. Masked values stay where the form
 * of {@code GET rows/id/edit} has their numbers, if its tag is the {@code If-Match}.
 */
@Component
@Dependent
class EditRoute extends RowAction {

    private static final Parameter PAYLOAD = Parameter.text("payload", "The new payload, as a text of JSON.");

    private final PayloadEdits edits;
    private final MaskedForm form;

    @Inject
    EditRoute(Tables tables, RowAnswers rows, PayloadEdits edits, MaskedForm form) {
        super(
                tables,
                rows,
                administer(
                        "edit",
                        "Row",
                        "Changes the payload of a row that may run, or may run again. What has changed is kept as an event.",
                        PAYLOAD.required()),
                "waiting, dead, cancelled, skipped or discarded");
        this.edits = edits;
        this.form = form;
    }

    @Override
    Verdict run(TableName table, long id, Order order, Call call) {
        call.requiredReason();
        String edited = call.requiredText(PAYLOAD.name());
        return edits.edit(table, id, (stored, isSeen) -> changed(stored, edited, isSeen), order);
    }

    private PayloadChange.Edited changed(String stored, String edited, boolean isSeen) {
        String payload = filled(stored, edited, isSeen);
        PayloadDiff diff = form.diff(stored, payload);
        return new PayloadChange.Edited(
                payload,
                diff.changes().stream()
                        .map(change -> new PayloadChange.Change(change.path(), change.from(), change.to()))
                        .toList(),
                diff.more());
    }

    private String filled(String stored, String edited, boolean isSeen) {
        try {
            return form.filled(stored, edited, isSeen);
        } catch (ClaimDispatchException e) {
            throw e;
        } catch (RuntimeException e) {
            // a parser's own exceptions, and those of texts that no parser reads
            throw ConsoleProblems.parameterInvalid(PAYLOAD.name(), edited, "JSON");
        }
    }
}
