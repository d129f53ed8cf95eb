package io.claimdispatch.container;

import jakarta.enterprise.context.RequestScoped;

/** Something that needs a request context. */
@RequestScoped
public class RequestNote {

    private int calls;

    public int call() {
        return ++calls;
    }
}
