package io.claimdispatch.internal.console.security;

/**
 * Whoever sends a request: authenticated by the server, with a role of the console.
 *
 * @param application the context path of the application that the request is for
 * @param name the name of the principal
 * @param permission the greatest that one of the roles gives
 */
public record Caller(String application, String name, Permission permission) {

    /** Whether the caller may do what needs this. */
    public boolean may(Permission needed) {
        return permission.includes(needed);
    }
}
