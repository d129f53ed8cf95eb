package io.claimdispatch.internal.console.security;

import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a payload by their places, as a parser reads them. Not thread-safe. */
final class PayloadLeaves {

    /** A place may be long, so that more of them would cost much of the heap. */
    private static final int MOST = 2_000;

    /**
     * A value.
     *
     * @param json the value, to be compared
     * @param shown what may be shown of it
     */
    record Leaf(String json, String shown) {}

    /** An open array or object. */
    private static final class Frame {
        private final String path;
        private final boolean isArray;
        private int size;
        private String name = "";

        private Frame(String path, boolean isArray) {
            this.path = path;
            this.isArray = isArray;
        }

        /** The place of its next value. */
        private String next() {
            String step =
                    isArray ? Integer.toString(size) : name.replace("~", "~0").replace("/", "~1");
            size++;
            return path + "/" + step;
        }
    }

    /** The maximum number of characters of all places together: each has those around it in it. */
    private static final int MOST_CHARS = 2_000_000;

    private long chars;

    private final Map<String, Leaf> byPath = new LinkedHashMap<>();
    private final Deque<Frame> open = new ArrayDeque<>();

    /** Whether there may be more than are kept. */
    boolean isFull() {
        return byPath.size() >= MOST || chars > MOST_CHARS;
    }

    Map<String, Leaf> byPath() {
        return byPath;
    }

    void add(Event event, String text) {
        switch (event) {
            case KEY_NAME -> open.element().name = text;
            case START_OBJECT, START_ARRAY -> open.push(new Frame(path(), event == Event.START_ARRAY));
            case END_OBJECT, END_ARRAY -> {
                Frame closed = open.pop();
                if (closed.size == 0) {
                    put(closed.path, closed.isArray ? "[]" : "{}");
                }
            }
            default -> {
                JsonCopy value = new JsonCopy();
                value.add(event, text);
                put(path(), value.text(Integer.MAX_VALUE));
            }
        }
    }

    /** The value of the member whose name came last. */
    void addMasked(String json) {
        byPath.put(path(), new Leaf(json, MaskedJson.MASK));
    }

    private void put(String path, String json) {
        byPath.put(path, new Leaf(json, json));
    }

    private String path() {
        Frame frame = open.peek();
        String path = frame == null ? "" : frame.next();
        chars += path.length();
        return path;
    }
}
