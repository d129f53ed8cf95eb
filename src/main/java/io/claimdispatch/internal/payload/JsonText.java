package io.claimdispatch.internal.payload;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parses and checks JSON text. The factories are looked up once, since the standard's static methods search at every
 * call.
 */
public final class JsonText {

    static final JsonProvider PROVIDER = JsonProvider.provider();

    private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());
    private static final JsonParserFactory PARSERS = PROVIDER.createParserFactory(Map.of());

    private JsonText() {}

    /**
     * Parses a text.
     *
     * @throws RuntimeException if it is not JSON
     */
    public static JsonValue parse(String json) {
        try (JsonReader reader = READERS.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }

    /**
     * Parses a text; returns the empty object if its value is not an object.
     *
     * @throws RuntimeException if it is not JSON
     */
    static JsonObject parseObject(String json) {
        return parse(json) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    /**
     * Checks a text by reading it to its end, without keeping its values.
     *
     * @throws UnfitPayload if some server's parser could not read it; see {@link ReaderLimits}
     * @throws RuntimeException if it is not JSON
     */
    static void check(String json) {
        readThrough(json, true);
    }

    /**
     * Like {@link #check} without {@link ReaderLimits}, for stored text: whatever this reader can read is accepted.
     *
     * @throws RuntimeException if it is not JSON
     */
    static void checkSyntax(String json) {
        readThrough(json, false);
    }

    private static void readThrough(String json, boolean limited) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
            boolean any = false;
            int depth = 0;
            while (parser.hasNext()) {
                JsonParser.Event event = parser.next();
                any = true;
                if (limited) {
                    depth = checkedDepth(event, depth, parser);
                }
            }
            if (!any) {
                throw new IllegalArgumentException("it is empty");
            }
        }
    }

    /** The depth after an event. */
    private static int checkedDepth(JsonParser.Event event, int depth, JsonParser parser) {
        switch (event) {
            case START_OBJECT, START_ARRAY -> {
                ReaderLimits.checkDepth(depth + 1);
                return depth + 1;
            }
            case END_OBJECT, END_ARRAY -> {
                return depth - 1;
            }
            case VALUE_NUMBER -> ReaderLimits.checkNumber(parser.getString());
            default -> {}
        }
        return depth;
    }

    /** Whether a text, known to be JSON, is an object. */
    static boolean isObject(String json) {
        return json.stripLeading().startsWith("{");
    }

    /**
     * The first of these names that is a member of the text's object; empty if none is, or the text is not an object.
     */
    static Optional<String> memberOf(String json, Set<String> names) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
            int depth = 0;
            while (parser.hasNext()) {
                switch (parser.next()) {
                    case START_OBJECT, START_ARRAY -> depth++;
                    case END_OBJECT, END_ARRAY -> depth--;
                    case KEY_NAME -> {
                        if (depth == 1 && names.contains(parser.getString())) {
                            return Optional.of(parser.getString());
                        }
                    }
                    default -> {}
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Returns the same JSON with each unpaired surrogate written as an escape, since no database can store one as a
     * character. In JSON it can occur only within a string, where the escape means the same.
     */
    static String storable(String json) {
        int alone = aloneFrom(json, 0);
        if (alone < 0) {
            return json;
        }
        StringBuilder text = new StringBuilder(json.length() + 16);
        int from = 0;
        while (alone >= 0) {
            text.append(json, from, alone).append("\\u").append(HexFormat.of().toHexDigits(json.charAt(alone)));
            from = alone + 1;
            alone = aloneFrom(json, from);
        }
        return text.append(json, from, json.length()).toString();
    }

    private static int aloneFrom(String json, int from) {
        for (int i = from; i < json.length(); i++) {
            char c = json.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < json.length()
                        && Character.isLowSurrogate(json.charAt(i + 1))) {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }
}
