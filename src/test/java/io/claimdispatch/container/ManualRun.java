package io.claimdispatch.container;

import io.claimdispatch.ClaimDispatch;

/** A retried row is found by the poll, which these tests have turned down to once a day: so they run it by hand. */
final class ManualRun {

    private ManualRun() {}

    static void once() {
        ClaimDispatch.scheduler().runOnce();
    }
}
