package io.claimdispatch.internal.console.security;

import io.claimdispatch.internal.common.Component;
import jakarta.enterprise.context.Dependent;
import java.security.SecureRandom;

/**
 * The key of this node's tokens. Until version 5 of the schema has a place for it, each node has its own: a token holds
 * on the node that gave it.
 */
@Component
@Dependent
class TokenKey {

    private static final int BYTES = 32;

    private byte[] key = {};

    /** The key; drawn at the first call. */
    synchronized byte[] bytes() {
        if (key.length == 0) {
            byte[] drawn = new byte[BYTES];
            new SecureRandom().nextBytes(drawn);
            key = drawn;
        }
        return key.clone();
    }
}
