package io.claimdispatch.internal.payload;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.problem.PublishProblems;

/** Why something is no payload, found where the type of the action is not known; the publisher adds it. */
final class UnfitPayload extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final boolean loses;

    private UnfitPayload(boolean loses, String why) {
        super(why);
        this.loses = loses;
    }

    /** Its JSON would not have what the object has. */
    static UnfitPayload losesState(String what) {
        return new UnfitPayload(true, what);
    }

    /** Its JSON could not be read on every server. */
    static UnfitPayload beyondReaders(String why) {
        return new UnfitPayload(false, why);
    }

    /** CLAIM0003 or CLAIM0005. */
    ClaimDispatchException problem(String type) {
        String why = String.valueOf(getMessage());
        return loses
                ? PublishProblems.payloadLosesState(type, why, this)
                : PublishProblems.payloadBeyondReaders(type, why, this);
    }
}
