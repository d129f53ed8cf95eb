package io.claimdispatch.internal.console.view;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds an object. What is null stays out. Ids are written as texts, since the numbers of JavaScript end at 2^53; times
 * in ISO 8601; durations as milliseconds.
 */
public final class JsonFields {

    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());

    private final JsonObjectBuilder fields = BUILDERS.createObjectBuilder();

    /** Adds a text. */
    public JsonFields text(String name, @Nullable String value) {
        return value == null ? this : value(name, PROVIDER.createValue(value));
    }

    /** Adds an id. */
    public JsonFields id(String name, @Nullable Long id) {
        return id == null ? this : text(name, Long.toString(id));
    }

    /** Adds a time. */
    public JsonFields time(String name, @Nullable Instant time) {
        return time == null ? this : text(name, time.toString());
    }

    /** Adds a duration. */
    public JsonFields millis(String name, @Nullable Duration duration) {
        return duration == null ? this : number(name, duration.toMillis());
    }

    /** Adds a number that JavaScript can hold. */
    public JsonFields number(String name, long number) {
        fields.add(name, number);
        return this;
    }

    /** Adds a number with at most this many digits behind the point. */
    public JsonFields decimal(String name, double number, int digits) {
        fields.add(name, BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP));
        return this;
    }

    /** Adds a truth value. */
    public JsonFields flag(String name, boolean flag) {
        fields.add(name, flag);
        return this;
    }

    /** Adds anything. */
    public JsonFields value(String name, @Nullable JsonValue value) {
        if (value != null) {
            fields.add(name, value);
        }
        return this;
    }

    /** Adds a list of texts. */
    public JsonFields texts(String name, Collection<String> texts) {
        return list(name, texts, PROVIDER::createValue);
    }

    /** Adds a list. */
    public <T> JsonFields list(String name, Collection<T> elements, Function<T, ? extends JsonValue> view) {
        JsonArrayBuilder array = BUILDERS.createArrayBuilder();
        elements.forEach(element -> array.add(view.apply(element)));
        return value(name, array.build());
    }

    /** The object. */
    public JsonObject build() {
        return fields.build();
    }
}
