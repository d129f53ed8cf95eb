package io.claimdispatch.internal.console.view;

import io.claimdispatch.internal.operate.StatisticsRange;
import io.claimdispatch.internal.operate.StatisticsReads;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What nodes have counted in a range.
 *
 * @param table the table
 * @param type null for all types together
 * @param range which one
 * @param series its points
 */
public record StatisticsView(
        String table, @Nullable String type, StatisticsRange range, StatisticsReads.Series series) {

    /** All of it. */
    public JsonObject view() {
        return new JsonFields()
                .text("table", table)
                .text("type", type)
                .text("range", range.word())
                .time("at", series.now())
                .number("step", range.minutes())
                .list("points", series.points(), StatisticsView::point)
                .value(
                        "total",
                        TallyView.in(new JsonFields(), series.total(), series.minutes())
                                .build())
                .build();
    }

    private static JsonObject point(StatisticsReads.Point point) {
        return TallyView.in(new JsonFields().time("at", point.at()), point.tally(), point.minutes())
                .build();
    }
}
