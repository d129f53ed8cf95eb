package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Required;
import io.claimdispatch.spi.NodeIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;

/** The name of this node, fixed at boot, and the tokens of its claims. */
@ApplicationScoped
public class ThisNode {

    private static final int MAX_NAME = 100;

    private final SecureRandom random = new SecureRandom();
    private String name;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    ThisNode() {}

    @Inject
    ThisNode(NodeIdentity identity) {
        String full = Required.answer("NodeIdentity.nodeName", identity.nodeName());
        // the end of the name makes it unique
        this.name = full.length() <= MAX_NAME ? full : full.substring(full.length() - MAX_NAME);
    }

    public String name() {
        return name;
    }

    /** Returns a new, unique claim token. */
    public long newToken() {
        return random.nextLong() >>> 1;
    }
}
