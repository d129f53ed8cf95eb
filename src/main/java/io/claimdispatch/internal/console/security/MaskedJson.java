package io.claimdispatch.internal.console.security;

import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/** Writes what a parser reads, without the values of masked members, until it is full. Not thread-safe. */
final class MaskedJson {

    /** In the place of a value; a text that no payload is likely to have. */
    private static final String MASK = "\"•••\"";

    private final MaskedMembers members;
    private final int most;
    private final StringBuilder text = new StringBuilder();

    /** For each open array or object, whether it has a value already. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    /** How many arrays and objects are open within a masked value. */
    private int hidden;

    private boolean maskNext;
    private boolean afterName;
    private int masked;

    MaskedJson(MaskedMembers members, int most) {
        this.members = members;
        this.most = most;
    }

    /** Whether the event comes with a text. */
    static boolean hasText(Event event) {
        return event == Event.KEY_NAME || event == Event.VALUE_STRING || event == Event.VALUE_NUMBER;
    }

    void add(Event event, String value) {
        if (hidden > 0) {
            hidden += depth(event);
            return;
        }
        if (maskNext) {
            maskNext = false;
            masked++;
            write(MASK);
            hidden = depth(event);
            return;
        }
        switch (event) {
            case START_OBJECT -> begin("{");
            case START_ARRAY -> begin("[");
            case END_OBJECT -> end("}");
            case END_ARRAY -> end("]");
            case KEY_NAME -> {
                write(quoted(value) + ":");
                afterName = true;
                maskNext = members.contains(value);
            }
            case VALUE_STRING -> write(quoted(value));
            case VALUE_NUMBER -> write(value);
            case VALUE_TRUE -> write("true");
            case VALUE_FALSE -> write("false");
            case VALUE_NULL -> write("null");
        }
    }

    private static int depth(Event event) {
        return switch (event) {
            case START_OBJECT, START_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            default -> 0;
        };
    }

    private void begin(String bracket) {
        write(bracket);
        open.push(false);
    }

    private void end(String bracket) {
        open.pop();
        text.append(bracket);
    }

    private void write(String value) {
        if (afterName) {
            afterName = false;
        } else if (!open.isEmpty()) {
            if (open.pop()) {
                text.append(',');
            }
            open.push(true);
        }
        text.append(value);
    }

    /** Whether there is as much as may be shown; the rest need not be read. */
    boolean isFull() {
        return text.length() > most;
    }

    /** The text; it does not end with half of a surrogate pair. */
    String text() {
        if (!isFull()) {
            return text.toString();
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    int masked() {
        return masked;
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
