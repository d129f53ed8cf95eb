package io.claimdispatch.internal.console.security;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.config.ConsoleSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sends a request, by asking the server. It never relies on a constraint: where the server enforces none,
 * for example because its security is off, no user has a role.
 */
public final class Gate {

    private final ConsoleSettings.Roles roles;

    /** For these names of roles. */
    public Gate(ConsoleSettings.Roles roles) {
        this.roles = roles;
    }

    /** The names of the roles, the smallest first. */
    public List<String> roles() {
        return List.of(roles.viewer(), roles.operator(), roles.admin());
    }

    /** The name of the smallest role that gives a permission. */
    public String roleFor(Permission permission) {
        return roles().get(permission.ordinal());
    }

    /**
     * Returns the caller.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0260 without a user, CLAIM0261 for a user without a role
     */
    public Caller caller(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        String name = principal == null ? null : principal.getName();
        if (name == null || name.isEmpty()) {
            throw ConsoleProblems.notSignedIn();
        }
        Permission permission = permission(request);
        if (permission == null) {
            throw ConsoleProblems.noRole(name, roles.viewer());
        }
        return new Caller(request.getServletContext().getContextPath(), name, permission);
    }

    private @Nullable Permission permission(HttpServletRequest request) {
        Permission greatest = null;
        for (Permission permission : Permission.values()) {
            if (request.isUserInRole(roleFor(permission))) {
                greatest = permission;
            }
        }
        return greatest;
    }
}
