package io.claimdispatch.architecture.bad.internal.upkeep;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.problem.Notice;
import java.lang.System.Logger.Level;

/** Makes texts that stand in no catalogue. */
final class OwnWords {

    Notice line() {
        return new Notice("CLAIM0123", Level.INFO, "rows are back", null);
    }

    ClaimDispatchException error() {
        return new ClaimDispatchException("CLAIM0001", "rows are gone", null);
    }
}
