package io.claimdispatch.internal.console.security;

import jakarta.json.stream.JsonParser.Event;

/** Writes what a parser reads, without the values of masked members, until it is full. Not thread-safe. */
final class MaskedJson {

    /** In the place of a value; a text that no payload is likely to have. */
    static final String MASK = "•••";

    private final MaskedMembers members;
    private final int most;
    private final JsonCopy copy = new JsonCopy();

    /** How many arrays and objects are open within a masked value. */
    private int hidden;

    private boolean maskNext;
    private int masked;

    MaskedJson(MaskedMembers members, int most) {
        this.members = members;
        this.most = most;
    }

    void add(Event event, String value) {
        if (hidden > 0) {
            hidden += JsonCopy.depth(event);
            return;
        }
        if (maskNext) {
            maskNext = false;
            masked++;
            copy.add(Event.VALUE_STRING, MASK);
            hidden = JsonCopy.depth(event);
            return;
        }
        copy.add(event, value);
        maskNext = event == Event.KEY_NAME && members.contains(value);
    }

    /** Whether there is as much as may be shown; the rest need not be read. */
    boolean isFull() {
        return copy.length() > most;
    }

    /** The text; it does not end with half of a surrogate pair. */
    String text() {
        return copy.text(most);
    }

    int masked() {
        return masked;
    }
}
