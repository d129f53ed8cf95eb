package io.claimdispatch.internal.console.view;

import io.claimdispatch.internal.store.statistics.Counter;
import io.claimdispatch.internal.store.statistics.Histogram;
import io.claimdispatch.internal.store.statistics.Tally;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What was counted and measured in some minutes. */
final class TallyView {

    private static final double NANOS_OF_A_MILLI = 1e6;

    private TallyView() {}

    /**
     * Adds all of it: the counts by their names, shares and percentiles where there is something to tell.
     *
     * @param minutes in how many minutes it was counted
     */
    static JsonFields in(JsonFields fields, Tally tally, int minutes) {
        fields.number("minutes", minutes);
        for (Counter counter : Counter.values()) {
            fields.number(counter.name().toLowerCase(Locale.ROOT), tally.of(counter));
        }
        fields.number("ended", tally.ended());
        if (tally.tried() > 0) {
            fields.decimal("failureRate", tally.failureRate(), 4);
        }
        return fields.value("waits", quantiles(tally.waits()))
                .value("runs", quantiles(tally.runs()))
                .millis("oldestDue", tally.oldestDue());
    }

    private static JsonObject quantiles(Histogram histogram) {
        JsonFields fields = new JsonFields();
        for (int percent : new int[] {50, 95, 99}) {
            Optional<Duration> quantile = histogram.quantile(percent / 100.0);
            quantile.ifPresent(value -> fields.decimal("p" + percent, value.toNanos() / NANOS_OF_A_MILLI, 3));
        }
        return fields.build();
    }
}
