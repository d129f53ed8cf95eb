package io.claimdispatch.internal.console.view;

import io.claimdispatch.Pause;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.operate.Backlog;
import io.claimdispatch.internal.operate.StatisticsReads;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type or family, as one node knows it.
 *
 * @param type the type or family
 * @param place the processor's place in the user's code; null if this node has none
 * @param isRouted whether this node has a processor
 * @param due its due rows, of those that were read; null if there are none
 * @param counted what was counted lately, of all types
 */
public record TypeView(
        String type,
        @Nullable String place,
        boolean isRouted,
        Backlog.@Nullable OfType due,
        StatisticsReads.ByType counted) {

    /**
     * All of it.
     *
     * @param pauses those of the table
     * @param read what is due, of which this is a part
     */
    public JsonObject view(List<Pause> pauses, Backlog.Types read) {
        JsonFields view = new JsonFields()
                .text("type", type)
                .flag("isFamily", new TypePattern(type).family())
                .flag("isRouted", isRouted)
                .text("place", place)
                .number("due", due == null ? 0 : due.rows())
                .flag("isCapped", read.isCapped());
        if (due != null) {
            view.time("oldest", due.oldest()).millis("age", Duration.between(due.oldest(), read.now()));
        }
        pauses.stream()
                .filter(pause -> pause.pattern().equals(type) || new TypePattern(pause.pattern()).covers(type))
                .findFirst()
                .ifPresent(pause -> view.value("pause", PauseView.of(pause, read.now())));
        return view.value(
                        "counted",
                        TallyView.in(new JsonFields(), counted.of(type), counted.minutes())
                                .build())
                .build();
    }
}
