package io.claimdispatch.internal.upkeep;

import org.jspecify.annotations.Nullable;

/** Collects the failures of one recovery round, which did not stop the round. */
final class RefusedRecoveries {

    private int rows;
    private @Nullable RuntimeException last;
    private @Nullable RuntimeException failure;

    /** Notes a row whose recovery the database refused. */
    void row(RuntimeException refusal) {
        rows++;
        last = refusal;
    }

    int rows() {
        return rows;
    }

    /** The refusal of the last row. */
    @Nullable
    RuntimeException last() {
        return last;
    }

    /** Notes the failure of a claim or of a table. */
    void failed(RuntimeException e) {
        failure = e;
    }

    /** Throws the last failure of a claim or a table, if there was one. */
    void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }
}
