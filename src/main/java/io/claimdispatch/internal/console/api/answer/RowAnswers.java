package io.claimdispatch.internal.console.api.answer;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Masking;
import io.claimdispatch.internal.console.view.EventView;
import io.claimdispatch.internal.console.view.Explanation;
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.console.view.RowView;
import io.claimdispatch.internal.operate.BoundedRow;
import io.claimdispatch.internal.operate.RowReads;
import io.claimdispatch.internal.operate.RowVersion;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;

/** Answers with a row: what a viewer sees of it, and an operator after a command on it. */
@Component
@Dependent
public class RowAnswers {

    private static final int EVENTS = 100;

    /** Of a payload, in characters. */
    private static final int PAYLOAD = 1 << 18;

    private final Tables tables;
    private final RowReads reads;
    private final Masking masking;
    private final ApplicationClock clock;

    @Inject
    public RowAnswers(Tables tables, RowReads reads, Masking masking, ApplicationClock clock) {
        this.tables = tables;
        this.reads = reads;
        this.masking = masking;
        this.clock = clock;
    }

    /**
     * Answers with a row, tagged with its version.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0272 if there is none
     */
    public Answer of(TableName table, long id) {
        BoundedRow bounded = bounded(table, id);
        ActionLog row = bounded.row();
        ActionLogs logs = tables.logs(table);
        Instant now = clock.now();
        return Answer.of(
                RowVersion.of(row),
                new JsonFields()
                        .time("at", now)
                        .value(
                                "row",
                                RowView.alone(
                                        bounded,
                                        masking.show(bounded.payload(), bounded.isPayloadCut(), PAYLOAD),
                                        why(logs, row, now).view(),
                                        now))
                        .list("events", logs.events(id, EVENTS), EventView::of)
                        .build());
    }

    /** Finds a row whose texts may be cut. */
    public BoundedRow bounded(TableName table, long id) {
        return reads.find(table, id).orElseThrow(() -> ConsoleProblems.rowUnknown(table.value(), id));
    }

    /** Why a row does not run. */
    public Explanation why(ActionLogs logs, ActionLog row, Instant now) {
        return new Explanation(row, logs.paused(), logs.isRouted(row.type()), now);
    }
}
