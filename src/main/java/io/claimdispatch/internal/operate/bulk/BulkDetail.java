package io.claimdispatch.internal.operate.bulk;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON in a bulk action's row: what no statement asks for.
 *
 * @param to for which time rows are rescheduled; null for other commands
 * @param next the earliest time of the next row, where they are spread; null before the first
 * @param preview what was found
 */
public record BulkDetail(
        BulkOrder.@Nullable To to, @Nullable Instant next, BulkPreview preview) {

    private static final JsonProvider JSON = JsonProvider.provider();

    BulkDetail withNext(@Nullable Instant time) {
        return new BulkDetail(to, time, preview);
    }

    String text() {
        JsonObjectBuilder all = JSON.createObjectBuilder();
        if (to != null) {
            add(all, "runAt", to.runAt());
            add(all, "delay", to.delay());
        }
        add(all, "next", next);
        JsonObjectBuilder refused = JSON.createObjectBuilder();
        preview.refused().forEach(refused::add);
        JsonArrayBuilder sample = JSON.createArrayBuilder();
        preview.sample()
                .forEach(row -> sample.add(JSON.createObjectBuilder()
                        .add("id", row.id())
                        .add("type", row.type())
                        .add("state", row.state())));
        JsonArrayBuilder warnings = JSON.createArrayBuilder();
        preview.warnings()
                .forEach(warning -> warnings.add(JSON.createObjectBuilder()
                        .add("code", warning.code())
                        .add("type", warning.type())
                        .add("rows", warning.rows())));
        return all.add("isCapped", preview.isCapped())
                .add("eligible", preview.eligible())
                .add("isEligibleCapped", preview.isEligibleCapped())
                .add("refused", refused)
                .add("sample", sample)
                .add("warnings", warnings)
                .add("estimate", preview.estimate().toString())
                .build()
                .toString();
    }

    private static void add(JsonObjectBuilder all, String name, @Nullable Object value) {
        if (value != null) {
            all.add(name, value.toString());
        }
    }

    static BulkDetail of(String text) {
        JsonObject all = read(text);
        Map<String, Integer> refused = new LinkedHashMap<>();
        JsonObject states = all.getJsonObject("refused");
        states.keySet().forEach(state -> refused.put(state, states.getInt(state)));
        BulkPreview preview = new BulkPreview(
                all.getBoolean("isCapped"),
                all.getInt("eligible"),
                all.getBoolean("isEligibleCapped"),
                refused,
                all.getJsonArray("sample").getValuesAs(JsonObject.class).stream()
                        .map(row -> new BulkPreview.Sample(
                                row.getJsonNumber("id").longValueExact(),
                                row.getString("type"),
                                row.getString("state")))
                        .toList(),
                all.getJsonArray("warnings").getValuesAs(JsonObject.class).stream()
                        .map(warning -> new BulkPreview.Warning(
                                warning.getString("code"), warning.getString("type"), warning.getInt("rows")))
                        .toList(),
                Duration.parse(all.getString("estimate")));
        return new BulkDetail(to(all), all.containsKey("next") ? Instant.parse(all.getString("next")) : null, preview);
    }

    private static BulkOrder.@Nullable To to(JsonObject all) {
        if (all.containsKey("runAt")) {
            return new BulkOrder.To(Instant.parse(all.getString("runAt")), null);
        }
        return all.containsKey("delay") ? new BulkOrder.To(null, Duration.parse(all.getString("delay"))) : null;
    }

    private static JsonObject read(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
