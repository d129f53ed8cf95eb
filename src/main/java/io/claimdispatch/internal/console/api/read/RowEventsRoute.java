package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.console.api.answer.EventPages;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Tables;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.operate.RowReads;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** {@code rows/id/events}: what operators did with a row, also with one that has been deleted. */
@Component
@Dependent
class RowEventsRoute implements Route {

    private final Tables tables;
    private final RowReads reads;

    @Inject
    RowEventsRoute(Tables tables, RowReads reads) {
        this.tables = tables;
        this.reads = reads;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "rows/{id}/events",
                Permission.VIEW,
                "Events",
                "A page of a row's events, the newest first; also of a row that has been deleted.",
                Parameter.TABLE,
                Parameter.CURSOR,
                EventPages.LIMIT);
    }

    @Override
    public Answer answer(Call call) {
        return EventPages.answer(
                reads.eventsOf(tables.of(call), call.id(), EventPages.before(call), EventPages.limit(call)));
    }
}
