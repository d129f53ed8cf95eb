package io.claimdispatch.internal.console.web;

import io.claimdispatch.internal.config.ConsoleSettings;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** The headers of every answer, errors included. */
final class Headers {

    static final String CACHE = "Cache-Control";

    private final String policy;

    Headers(ConsoleSettings settings) {
        List<String> ancestors = settings.frameAncestors();
        this.policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                + " base-uri 'none'; form-action 'none'; frame-ancestors "
                + (ancestors.isEmpty() ? "'none'" : String.join(" ", ancestors))
                + "; require-trusted-types-for 'script'; trusted-types 'none'";
    }

    void write(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(CACHE, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }
}
