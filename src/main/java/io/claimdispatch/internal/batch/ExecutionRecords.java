package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.StorableText;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Stores in a claimed row which batch execution runs for it, each time in a short transaction. */
@Component
@Dependent
public class ExecutionRecords {

    private static final int MAX_NOTE = 1_000;

    private final ActionDatabase database;
    private final Transactions transactions;

    @Inject
    ExecutionRecords(ActionDatabase database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /**
     * Stores the execution.
     *
     * @param note the text for the column {@code reason}; null leaves it unchanged
     * @return false if the claim is lost
     * @throws io.claimdispatch.ClaimDispatchException if the database refuses or cannot be reached
     */
    public boolean keep(ClaimRef ref, long execution, @Nullable String note) {
        String text = note == null ? null : StorableText.clean(note, MAX_NOTE);
        return transactions.separate(
                "keeping the id of batch execution " + execution,
                connection -> database.store().leases().recordExecution(connection, ref, execution, text));
    }
}
