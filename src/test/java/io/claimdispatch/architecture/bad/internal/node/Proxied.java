package io.claimdispatch.architecture.bad.internal.node;

import jakarta.enterprise.context.ApplicationScoped;

/** Has a scope of its own without a reason. No bean: its constructor has no annotation. */
@ApplicationScoped
class Proxied {

    private final int given;

    Proxied(int given) {
        this.given = given;
    }

    int given() {
        return given;
    }
}
