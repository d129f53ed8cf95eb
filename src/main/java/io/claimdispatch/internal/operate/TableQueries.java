package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Queries any table by the store's statements. */
@Component
@Dependent
class TableQueries implements Queries {

    private final Transactions transactions;
    private final ActionDatabase database;

    @Inject
    TableQueries(Transactions transactions, ActionDatabase database) {
        this.transactions = transactions;
        this.database = database;
    }

    @Override
    public Optional<ActionLog> find(TableName table, long id) {
        return transactions.joined(
                "reading a row",
                connection -> Optional.ofNullable(database.store().queries().find(connection, table, id)));
    }

    @Override
    public List<ActionLog> latest(TableName table, @Nullable ActionState state, int limit) {
        return transactions.joined(
                "reading rows", connection -> database.store().queries().latest(connection, table, state, limit));
    }

    @Override
    public List<ActionLog> due(TableName table, Set<String> types, int limit) {
        return transactions.joined(
                "reading rows", connection -> database.store().queries().due(connection, table, types, limit));
    }
}
