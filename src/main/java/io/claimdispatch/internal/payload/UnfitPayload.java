package io.claimdispatch.internal.payload;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Problems;

/** The reason why an object cannot be a payload. Thrown where the action's type is unknown; the publisher adds it. */
final class UnfitPayload extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final boolean loses;

    private UnfitPayload(boolean loses, String why) {
        super(why);
        this.loses = loses;
    }

    /** The object's JSON would lose its state. */
    static UnfitPayload losesState(String what) {
        return new UnfitPayload(true, what);
    }

    /** The object's JSON could not be read on every server. */
    static UnfitPayload beyondReaders(String why) {
        return new UnfitPayload(false, why);
    }

    /** The error to report: CLAIM0003 or CLAIM0005. */
    ClaimDispatchException problem(String type) {
        String why = String.valueOf(getMessage());
        return loses ? Problems.payloadLosesState(type, why, this) : Problems.payloadBeyondReaders(type, why, this);
    }
}
