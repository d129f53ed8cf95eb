package io.claimdispatch.internal.console.api;

import io.claimdispatch.internal.console.security.Permission;

/**
 * A parameter of a route: of its query string, or a member of its body.
 *
 * @param name its name
 * @param type its type in JSON; {@code any} for one with several
 * @param isRequired whether a call without it is refused
 * @param permission what a call that has it needs, if that is more than the route itself needs
 * @param about what it is, for the OpenAPI document
 */
public record Parameter(String name, String type, boolean isRequired, Permission permission, String about) {

    static final Parameter TABLE = text("table", "The table; action_logs without it.");
    static final Parameter CURSOR = text("cursor", "The next of the page before, with the same other parameters.");
    static final Parameter REASON = text("reason", "Why, for other operators; kept with the event.");

    /** A text that may be left out. */
    public static Parameter text(String name, String about) {
        return new Parameter(name, "string", false, Permission.VIEW, about);
    }

    /** A whole number that may be left out. */
    static Parameter number(String name, String about) {
        return new Parameter(name, "integer", false, Permission.VIEW, about);
    }

    /** The same, which may not be left out. */
    Parameter required() {
        return new Parameter(name, type, true, permission, about);
    }

    /** The same, for those who have this permission. */
    Parameter needs(Permission more) {
        return new Parameter(name, type, isRequired, more, about);
    }
}
