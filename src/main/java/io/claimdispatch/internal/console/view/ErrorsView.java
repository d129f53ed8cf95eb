package io.claimdispatch.internal.console.view;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The errors of a row's attempts, as they are stored; what a person has written there instead is shown as one error. */
final class ErrorsView {

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private ErrorsView() {}

    /** Their objects, the first attempt first. */
    static List<JsonObject> of(@Nullable String errors) {
        if (errors == null) {
            return List.of();
        }
        List<JsonObject> views = new ArrayList<>();
        try (JsonReader reader = PROVIDER.createReader(new StringReader(errors))) {
            JsonArray array = reader.readArray();
            array.forEach(error -> views.add(one(error)));
            return views;
        } catch (JsonException | IllegalStateException e) {
            return List.of(new JsonFields().text("error", errors).build());
        }
    }

    private static JsonObject one(JsonValue error) {
        return error instanceof JsonObject object
                ? object
                : new JsonFields().text("error", text(error)).build();
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
