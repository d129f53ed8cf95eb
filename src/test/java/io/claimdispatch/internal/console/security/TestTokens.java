package io.claimdispatch.internal.console.security;

import io.claimdispatch.internal.config.ApplicationClock;

/** Tokens by a clock of a test's. */
public final class TestTokens {

    private TestTokens() {}

    /** With a key of their own. */
    public static Tokens at(ApplicationClock clock) {
        return new Tokens(new TokenKey(), clock);
    }
}
