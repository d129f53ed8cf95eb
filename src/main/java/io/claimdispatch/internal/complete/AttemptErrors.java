package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.store.StorableText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON array in the column {@code errors}: the last attempts that failed, the newest last. */
@ApplicationScoped
class AttemptErrors {

    /** So many attempts are kept; with their length it bounds the row. */
    private static final int KEPT = 20;

    private static final int MAX_ERROR = 4_000;

    private ApplicationClock clock;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    AttemptErrors() {}

    @Inject
    AttemptErrors(ApplicationClock clock) {
        this.clock = clock;
    }

    /** The errors of the row so far and this one. */
    String append(Attempt attempt, Throwable error) {
        List<JsonValue> before = read(attempt.row().errors());
        JsonArrayBuilder all = Json.createArrayBuilder();
        before.subList(Math.max(0, before.size() - KEPT + 1), before.size()).forEach(all::add);
        String node = attempt.row().claimedBy();
        all.add(Json.createObjectBuilder()
                .add("attempt", attempt.row().failCount() + 1)
                .add("at", clock.now().toString())
                .add("node", node == null ? "" : node)
                .add("error", StorableText.clean(text(error), MAX_ERROR)));
        return all.build().toString();
    }

    private static List<JsonValue> read(@Nullable String errors) {
        if (errors == null || errors.isBlank()) {
            return List.of();
        }
        try (JsonReader reader = Json.createReader(new StringReader(errors))) {
            return List.copyOf(reader.readArray());
        } catch (JsonException | IllegalStateException edited) {
            // somebody has written into the column: keep it as it is, as one entry
            return List.of(Json.createValue(errors));
        }
    }

    private static String text(Throwable error) {
        StringWriter text = new StringWriter();
        try {
            error.printStackTrace(new PrintWriter(text));
        } catch (Throwable e) {
            // whatever it is: a message that calls itself must not keep the row from its outcome
            return error.getClass().getName() + ", whose text cannot be had: "
                    + e.getClass().getName();
        }
        return text.toString();
    }
}
