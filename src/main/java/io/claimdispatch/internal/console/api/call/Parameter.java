package io.claimdispatch.internal.console.api.call;

/**
 * A parameter of a route: of its query string, or a member of its body.
 *
 * @param name its name
 * @param type its type in JSON; {@code any} for one with several
 * @param isRequired whether a call without it is refused
 * @param about what it is, for the OpenAPI document
 */
public record Parameter(String name, String type, boolean isRequired, String about) {

    public static final Parameter TABLE = text("table", "The table; action_logs without it.");
    public static final Parameter CURSOR =
            text("cursor", "The next of the page before, with the same other parameters.");
    public static final Parameter REASON = text("reason", "Why, for other operators; kept with the event.");

    /** A text that may be left out. */
    public static Parameter text(String name, String about) {
        return new Parameter(name, "string", false, about);
    }

    /** A whole number that may be left out. */
    public static Parameter number(String name, String about) {
        return new Parameter(name, "integer", false, about);
    }

    /** The same, which may not be left out. */
    public Parameter required() {
        return new Parameter(name, type, true, about);
    }
}
