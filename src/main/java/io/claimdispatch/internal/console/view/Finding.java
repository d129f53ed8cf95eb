package io.claimdispatch.internal.console.view;

import jakarta.json.JsonObject;

/**
 * Something that an operator should look at.
 *
 * @param code for the page's sentence
 * @param level how urgent it is
 * @param values what the sentence needs
 * @param view the page that shows it, as a query string
 */
record Finding(String code, Level level, JsonObject values, String view) {

    /** The most urgent first. */
    enum Level {
        /** No work is being done. */
        CRITICAL,
        /** It will, or some of it. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    JsonObject json() {
        return new JsonFields()
                .text("code", code)
                .text("level", level.name())
                .value("values", values)
                .text("view", view)
                .build();
    }
}
