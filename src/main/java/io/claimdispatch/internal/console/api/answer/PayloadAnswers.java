package io.claimdispatch.internal.console.api.answer;

import io.claimdispatch.ActionLog;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.security.Masking.Shown;
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.console.view.RowView;
import io.claimdispatch.internal.operate.RowReads;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Reads whole payloads, and answers with them. */
@Component
@Dependent
public class PayloadAnswers {

    private final RowReads reads;

    @Inject
    public PayloadAnswers(RowReads reads) {
        this.reads = reads;
    }

    /**
     * Finds a row with all of its payload.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0272 if there is none
     */
    public ActionLog row(TableName table, long id) {
        return reads.payload(table, id).orElseThrow(() -> ConsoleProblems.rowUnknown(table.value(), id));
    }

    public static Answer of(ActionLog row, Shown shown, boolean isUnmasked) {
        return Answer.large(new JsonFields()
                .id("id", row.id())
                .text("type", row.type())
                .flag("isUnmasked", isUnmasked)
                .value("payload", RowView.payload(row, shown))
                .build());
    }
}
