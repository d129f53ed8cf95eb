package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.RowFilterText;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Masking;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.console.view.RowView;
import io.claimdispatch.internal.operate.BoundedRow;
import io.claimdispatch.internal.operate.RowReads;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;

/** {@code rows}: a page of the rows that meet a filter, the newest first. */
@Component
@Dependent
class RowsRoute implements Route {

    private static final String FILTER = "q";
    private static final String LIMIT = "limit";

    private static final int USUAL = 50;
    private static final int MOST = 200;

    /** Of a payload, in characters. */
    private static final int PREVIEW = 200;

    private final Tables tables;
    private final RowReads reads;
    private final Masking masking;
    private final ApplicationClock clock;

    @Inject
    RowsRoute(Tables tables, RowReads reads, Masking masking, ApplicationClock clock) {
        this.tables = tables;
        this.reads = reads;
        this.masking = masking;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "rows",
                Permission.VIEW,
                "Rows",
                "A page of rows, the greatest id first. A page may be empty and not the last.",
                Parameter.TABLE,
                Parameter.text(FILTER, "Terms like state:dead type:order.*; all rows without it."),
                Parameter.CURSOR,
                Parameter.number(LIMIT, "From 1 to 200; 50 without it."));
    }

    @Override
    public Answer answer(Call call) {
        String filter = call.parameter(FILTER);
        int limit = call.parameter(LIMIT, USUAL, 1, MOST);
        RowReads.Page page = reads.list(
                tables.of(call),
                RowFilterText.parse(filter == null ? "" : filter).atMost(limit),
                call.parameter(Parameter.CURSOR.name()));
        Instant now = clock.now();
        return Answer.of(new JsonFields()
                .time("at", now)
                .list("rows", page.rows(), row -> RowView.inList(row, preview(row), now))
                .text("next", page.next())
                .build());
    }

    private Masking.Shown preview(BoundedRow row) {
        return masking.show(row.payload(), row.isPayloadCut(), PREVIEW);
    }
}
