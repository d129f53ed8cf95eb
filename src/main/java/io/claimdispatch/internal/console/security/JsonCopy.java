package io.claimdispatch.internal.console.security;

import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/** Writes what a parser reads, without the blanks between, and with each number as it stands. Not thread-safe. */
final class JsonCopy {

    private final StringBuilder text = new StringBuilder();

    /** For each open array or object, whether something stands in it already. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    private boolean afterName;

    /** Whether the event comes with a text. */
    static boolean hasText(Event event) {
        return event == Event.KEY_NAME || event == Event.VALUE_STRING || event == Event.VALUE_NUMBER;
    }

    /** By how much the event changes the number of open arrays and objects. */
    static int depth(Event event) {
        return switch (event) {
            case START_OBJECT, START_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            default -> 0;
        };
    }

    /**
     * Writes an event.
     *
     * @param value its text; empty for one without
     */
    void add(Event event, String value) {
        switch (event) {
            case START_OBJECT -> begin("{");
            case START_ARRAY -> begin("[");
            case END_OBJECT -> end("}");
            case END_ARRAY -> end("]");
            case KEY_NAME -> {
                value(quoted(value) + ":");
                afterName = true;
            }
            case VALUE_STRING -> value(quoted(value));
            case VALUE_NUMBER -> value(value);
            case VALUE_TRUE -> value("true");
            case VALUE_FALSE -> value("false");
            case VALUE_NULL -> value("null");
        }
    }

    /** Writes a value that is JSON already. */
    void value(String json) {
        if (afterName) {
            afterName = false;
        } else if (!open.isEmpty()) {
            if (open.pop()) {
                text.append(',');
            }
            open.push(true);
        }
        text.append(json);
    }

    private void begin(String bracket) {
        value(bracket);
        open.push(false);
    }

    private void end(String bracket) {
        open.pop();
        text.append(bracket);
    }

    int length() {
        return text.length();
    }

    /** What was written; no half of a surrogate pair stands at the end of a text that is cut. */
    String text(int most) {
        if (text.length() <= most) {
            return text.toString();
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c) && !isPaired(value, i)) {
                        quoted.append("\\u").append(hex(c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isPaired(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }

    private static String hex(char c) {
        return HexFormat.of().toHexDigits(c);
    }
}
