package io.claimdispatch.internal.console.web;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.config.ConsoleSettings;
import io.claimdispatch.internal.console.api.call.Failure;
import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.console.security.Gate;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets users with a role pass. It does not rely on the servlet's constraint, which a server may not enforce, and asks
 * for a login itself where the server has not.
 */
final class ConsoleFilter implements Filter {

    /** The attribute of a request that has passed. Its value is of an internal class. */
    static final String CALLER = Caller.class.getName();

    private final Headers headers;
    private final Gate gate;

    ConsoleFilter(ConsoleSettings settings, Gate gate) {
        this.headers = new Headers(settings);
        this.gate = gate;
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        HttpServletResponse response = (HttpServletResponse) answer;
        headers.write(response);
        if (request.getUserPrincipal() == null && !hasLogin(request, response)) {
            return;
        }
        Caller caller;
        try {
            caller = gate.caller(request);
        } catch (ClaimDispatchException e) {
            JsonBody.write(request, response, Failure.of(e));
            return;
        }
        request.setAttribute(CALLER, caller);
        chain.doFilter(request, response);
    }

    /** Whether to go on: a login that asks has answered already. */
    private static boolean hasLogin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            request.authenticate(response);
        } catch (ServletException | RuntimeException e) {
            // there is none: servers say so in many ways, and the gate is still closed
        }
        return !response.isCommitted() && response.getStatus() == HttpServletResponse.SC_OK;
    }
}
