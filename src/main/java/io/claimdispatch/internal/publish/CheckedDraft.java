package io.claimdispatch.internal.publish;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.publish.NewRow;

/** A draft after the gates and checks. */
sealed interface CheckedDraft {

    /**
     * To be stored.
     *
     * @param table where
     * @param row what
     */
    record Storable(TableName table, NewRow row) implements CheckedDraft {}

    /**
     * Kept out.
     *
     * @param gate by which gate
     */
    record Refused(String gate) implements CheckedDraft {}
}
