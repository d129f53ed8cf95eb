package io.claimdispatch.internal.console.api;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.console.security.Masking;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.EventView;
import io.claimdispatch.internal.console.view.Explanation;
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.console.view.RowView;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;

/** {@code rows/id}: one row, why it does not run, its errors and its events. */
@Component
@Dependent
class RowRoute implements Route {

    private static final String ID = "id";

    private static final int EVENTS = 100;

    /** Of a payload, in characters. */
    private static final int PAYLOAD = 1 << 18;

    private final Tables tables;
    private final Masking masking;
    private final ApplicationClock clock;

    @Inject
    RowRoute(Tables tables, Masking masking, ApplicationClock clock) {
        this.tables = tables;
        this.masking = masking;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "rows/{id}",
                Permission.VIEW,
                "One row with its payload, masked; why it does not run; its errors and its events.",
                Parameter.TABLE);
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        ActionLogs logs = tables.logs(table);
        long id = call.number(ID);
        ActionLog row = logs.find(id).orElseThrow(() -> ConsoleProblems.rowUnknown(table.value(), id));
        Instant now = clock.now();
        Explanation why = new Explanation(row, logs.paused(), logs.isRouted(row.type()), now);
        return Answer.of(new JsonFields()
                .time("at", now)
                .value("row", RowView.alone(row, masking.show(row.payload(), PAYLOAD), why.view(), now))
                .list("events", logs.events(id, EVENTS), EventView::of)
                .build());
    }
}
