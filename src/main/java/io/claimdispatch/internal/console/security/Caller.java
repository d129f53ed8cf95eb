package io.claimdispatch.internal.console.security;

/**
 * The authenticated user of a request, and the permission that their roles give.
 *
 * @param application the context path of the application that the request is for
 * @param name the name of the principal
 * @param permission the greatest permission that one of the roles gives
 */
public record Caller(String application, String name, Permission permission) {

    /** Whether the caller may do what needs this. */
    public boolean may(Permission needed) {
        return permission.includes(needed);
    }
}
