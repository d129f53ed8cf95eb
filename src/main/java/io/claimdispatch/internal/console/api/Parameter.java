package io.claimdispatch.internal.console.api;

/**
 * A parameter of a route's query string.
 *
 * @param name its name
 * @param about what it is, for the OpenAPI document
 */
public record Parameter(String name, String about) {

    static final Parameter TABLE = new Parameter("table", "The table; action_logs without it.");
}
