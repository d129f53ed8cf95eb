package io.claimdispatch.internal.operate;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.NodeRecord;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Reads which nodes a table has, as they say it themselves. */
@Component
@Dependent
public class Nodes {

    private final Transactions transactions;
    private final ActionDatabase database;

    @Inject
    Nodes(Transactions transactions, ActionDatabase database) {
        this.transactions = transactions;
        this.database = database;
    }

    /**
     * The nodes of a table.
     *
     * @param now the database's time
     * @param nodes sorted by name
     */
    public record Known(Instant now, List<NodeRecord> nodes) {}

    /** Reads them, in the caller's transaction if there is one. */
    public Known of(TableName table) {
        return transactions.joined(
                "reading the nodes",
                connection -> new Known(
                        database.dialect().now(connection),
                        database.store().nodes().all(connection, table)));
    }
}
