package io.claimdispatch.internal.console.api.read;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
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
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code events}: what operators did with a table, by who, kind and row. */
@Component
@Dependent
class EventsRoute implements Route {

    private static final String WHO = "who";
    private static final String KIND = "kind";
    private static final String ROW = "row";

    private static final Pattern KINDS = Pattern.compile("[A-Z_]{1,40}");

    private final Tables tables;
    private final RowReads reads;

    @Inject
    EventsRoute(Tables tables, RowReads reads) {
        this.tables = tables;
        this.reads = reads;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get(
                "events",
                Permission.VIEW,
                "Events",
                "A page of a table's events, the newest first. A page may be empty and not the last.",
                Parameter.TABLE,
                Parameter.text(WHO, "Only those of this operator."),
                Parameter.text(KIND, "Only those of this kind, like REQUEUE."),
                Parameter.number(ROW, "Only those of the row with this id."),
                Parameter.CURSOR,
                EventPages.LIMIT);
    }

    @Override
    public Answer answer(Call call) {
        TableName table = tables.of(call);
        long before = EventPages.before(call);
        int limit = EventPages.limit(call);
        String who = call.parameter(WHO);
        String kind = kind(call);
        Long row = row(call);
        Predicate<ActionEvent> condition =
                event -> (who == null || who.equals(event.who())) && (kind == null || kind.equals(event.kind()));
        if (row == null) {
            return EventPages.answer(reads.events(table, condition, before, limit));
        }
        RowReads.Events page = reads.eventsOf(table, row, before, limit);
        return EventPages.answer(
                new RowReads.Events(page.events().stream().filter(condition).toList(), page.rest()));
    }

    private static @Nullable String kind(Call call) {
        String kind = call.parameter(KIND);
        if (kind != null && !KINDS.matcher(kind).matches()) {
            throw ConsoleProblems.parameterInvalid(KIND, kind, "a kind like REQUEUE");
        }
        return kind;
    }

    private static @Nullable Long row(Call call) {
        String id = call.parameter(ROW);
        try {
            return id == null ? null : Long.valueOf(id);
        } catch (NumberFormatException e) {
            throw ConsoleProblems.parameterInvalid(ROW, id, "the id of a row");
        }
    }
}
