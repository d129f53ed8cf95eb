package io.claimdispatch.internal.console.view;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The errors of a row's attempts, as they are stored: an array of objects. Other programs may
 * write this column, so unexpected values become text or are skipped, and a text that is not such an array is one error.
 * Parsed as a stream: deep nesting cannot overflow the stack, and of a cut text the complete entries are shown.
 */
final class ErrorsView {

    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());

    private static final String ERROR = "error";

    private ErrorsView() {}

    /**
     * Their objects, the first attempt first.
     *
     * @param isCut whether the text goes on
     */
    static List<JsonObject> of(@Nullable String errors, boolean isCut) {
        if (errors == null) {
            return List.of();
        }
        List<JsonObject> views = new ArrayList<>();
        try (JsonParser parser = PARSERS.createParser(new StringReader(errors))) {
            if (parser.next() == Event.START_ARRAY) {
                addAll(parser, views);
                return views;
            }
        } catch (RuntimeException e) {
            // a parser's own exceptions, and those of texts that no parser reads
            if (isCut && !views.isEmpty()) {
                return views;
            }
        }
        return List.of(new JsonFields().text(ERROR, errors).build());
    }

    private static void addAll(JsonParser parser, List<JsonObject> views) {
        while (parser.hasNext()) {
            Event event = parser.next();
            switch (event) {
                case START_OBJECT -> views.add(object(parser));
                case START_ARRAY -> {
                    skip(parser);
                    views.add(new JsonFields().text(ERROR, "[…]").build());
                }
                case END_ARRAY -> {
                    return;
                }
                default ->
                    views.add(
                            new JsonFields().text(ERROR, scalar(parser, event)).build());
            }
        }
    }

    /** The members that attempts have; others, and those of another form, are left out. */
    private static JsonObject object(JsonParser parser) {
        JsonFields view = new JsonFields();
        String name = "";
        while (parser.hasNext()) {
            Event event = parser.next();
            switch (event) {
                case END_OBJECT -> {
                    return view.build();
                }
                case KEY_NAME -> name = parser.getString();
                case START_OBJECT, START_ARRAY -> skip(parser);
                default -> add(view, name, parser, event);
            }
        }
        return view.build();
    }

    private static void add(JsonFields view, String name, JsonParser parser, Event event) {
        switch (name) {
            case "attempt" -> addAttempt(view, scalar(parser, event));
            case "at" -> addTime(view, scalar(parser, event));
            case "node", "claim", ERROR -> view.text(name, scalar(parser, event));
            default -> {
                // written by another program
            }
        }
    }

    /** Not by the parser, which would work out a number like 1e999999999. */
    private static void addAttempt(JsonFields view, String attempt) {
        try {
            view.number("attempt", Integer.parseInt(attempt));
        } catch (NumberFormatException e) {
            // the page counts for itself
        }
    }

    private static void addTime(JsonFields view, String time) {
        try {
            view.time("at", Instant.parse(time));
        } catch (DateTimeParseException e) {
            // the page would find no time in it either
        }
    }

    private static String scalar(JsonParser parser, Event event) {
        return switch (event) {
            case VALUE_STRING, VALUE_NUMBER -> parser.getString();
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            default -> "null";
        };
    }

    private static void skip(JsonParser parser) {
        int open = 1;
        while (open > 0 && parser.hasNext()) {
            Event event = parser.next();
            if (event == Event.START_OBJECT || event == Event.START_ARRAY) {
                open++;
            } else if (event == Event.END_OBJECT || event == Event.END_ARRAY) {
                open--;
            }
        }
    }
}
