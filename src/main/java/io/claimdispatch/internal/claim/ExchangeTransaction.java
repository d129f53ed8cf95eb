package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores outcomes and claims due rows in one short transaction per turn; the speed of the loop depends on this one
 * commit. If the commit is not answered, notes its outcomes and its claim as in doubt.
 */
@Component
@Dependent
class ExchangeTransaction {

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final ThisNode node;
    private final Claims claims;
    private final InDoubtCommits inDoubt;

    @Inject
    ExchangeTransaction(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            ThisNode node,
            Claims claims,
            InDoubtCommits inDoubt) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.node = node;
        this.claims = claims;
        this.inDoubt = inDoubt;
    }

    /**
     * The result of a committed exchange.
     *
     * @param token the token of the claim
     * @param stored the stored outcomes; the others have lost their leases
     * @param claimed rows
     */
    record Exchanged(long token, Set<ClaimRef> stored, Claims.Claimed claimed) {}

    /**
     * Runs and commits the transaction. If it throws, nothing of it is known to be durable.
     *
     * @param done the outcomes to store
     * @param ending the claims whose leases end
     * @param types the types to claim from each table
     * @param room the maximum number of rows
     */
    Exchanged run(List<Completion> done, Set<Long> ending, Map<TableName, Set<String>> types, int room) {
        long token = node.newToken();
        Exchanged exchanged;
        try {
            exchanged = transactions.separate(
                    "exchanging finished rows for due ones",
                    connection -> new Exchanged(
                            token, store(connection, done, ending), claims.claim(connection, types, room, token)));
        } catch (Throwable e) {
            inDoubt.claimed(e, token);
            inDoubt.stored(e, done);
            throw e;
        }
        exchanged.stored().forEach(inDoubt::forget);
        return exchanged;
    }

    private Set<ClaimRef> store(Connection connection, List<Completion> done, Set<Long> ending) throws SQLException {
        Set<ClaimRef> stored = new HashSet<>();
        for (TableName table : settings.tables()) {
            List<Completion> ofTable = done.stream()
                    .filter(completion -> completion.ref().table().equals(table))
                    .toList();
            if (!ofTable.isEmpty()) {
                stored.addAll(database.store().completions().complete(connection, table, ofTable));
            }
            database.store().claimLeases().end(connection, table, ending);
        }
        return stored;
    }
}
