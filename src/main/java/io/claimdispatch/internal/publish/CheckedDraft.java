package io.claimdispatch.internal.publish;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.NewRow;

/** The result of checking a draft: storable, or refused by a gate. */
sealed interface CheckedDraft {

    /**
     * A draft that passed.
     *
     * @param table the table to insert into
     * @param row the row to insert
     */
    record Storable(TableName table, NewRow row) implements CheckedDraft {}

    /**
     * A draft that a gate kept from being stored.
     *
     * @param gate the name of the gate
     */
    record Refused(String gate) implements CheckedDraft {}
}
