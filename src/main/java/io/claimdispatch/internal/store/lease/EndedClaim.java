package io.claimdispatch.internal.store.lease;

import java.time.Instant;

/**
 * A claim whose lease has expired, or a row that has left its claim and whose lease has expired.
 *
 * @param token the token of the claim
 * @param rowId the row that has left its claim; {@link #WHOLE} for the claim
 * @param until when the lease expired
 */
public record EndedClaim(long token, long rowId, Instant until) {

    /** Stands for the whole claim. */
    public static final long WHOLE = 0;

    /** Whether it is the claim, and not a row that has left it. */
    public boolean isWhole() {
        return rowId == WHOLE;
    }
}
