package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.failure.Memory;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Claims due rows of the tables, no more than there are places, and no more than {@link ClaimSize} allows. */
@Component
@Dependent
class Claims {

    private final AtomicInteger turns = new AtomicInteger();
    private final Settings settings;
    private final ActionDatabase database;
    private final ThisNode node;
    private final ClaimSize size;

    @Inject
    Claims(Settings settings, ActionDatabase database, ThisNode node, ClaimSize size) {
        this.settings = settings;
        this.database = database;
        this.node = node;
        this.size = size;
    }

    /**
     * The result of a claim, once the transaction has committed.
     *
     * @param rows the claimed rows
     * @param isFull whether more may be due
     * @param isUnread whether the rows still have to be read, see {@link LargeRows}
     */
    record Claimed(List<ClaimedRow> rows, boolean isFull, boolean isUnread) {}

    /**
     * Claims rows for this many places, in the caller's transaction.
     *
     * @param types the wanted types of each table
     */
    Claimed claim(Connection connection, Map<TableName, Set<String>> types, int room, long token) throws SQLException {
        if (room == 0) {
            return new Claimed(List.of(), false, false);
        }
        ClaimSize.Bound bound = size.of(room, settings.claimBytes());
        try {
            Claimed claimed = claim(connection, types, bound.rows(), bound.bytes(), token, bound.isOneByOne());
            if (!claimed.rows().isEmpty()) {
                size.fitted();
            }
            return claimed;
        } catch (SQLException | RuntimeException | Error e) {
            if (Memory.isShort(e)) {
                size.tooLarge(bound.rows(), bound.bytes());
            }
            throw e;
        }
    }

    private Claimed claim(
            Connection connection, Map<TableName, Set<String>> types, int room, long bytes, long token, boolean unread)
            throws SQLException {
        List<ClaimedRow> rows = new ArrayList<>();
        boolean isFull = false;
        for (TableName table : inTurn(settings.tables())) {
            int left = room - rows.size();
            if (left > 0) {
                List<ClaimedRow> claimed = database.store()
                        .claims()
                        .claim(
                                connection,
                                new ClaimRequest(
                                        table,
                                        types.getOrDefault(table, Set.of()),
                                        left,
                                        bytes,
                                        node.name(),
                                        token,
                                        settings.lease(),
                                        unread));
                rows.addAll(claimed);
                isFull |= claimed.size() == left || !claimed.isEmpty() && reaches(bytes, claimed);
            }
        }
        return new Claimed(rows, isFull, unread);
    }

    /** Rotates the tables, since otherwise a backlog in the first table would take all places for ever. */
    private List<TableName> inTurn(List<TableName> tables) {
        if (tables.size() == 1) {
            return tables;
        }
        List<TableName> rotated = new ArrayList<>(tables);
        Collections.rotate(rotated, Math.floorMod(turns.getAndIncrement(), tables.size()));
        return rotated;
    }

    /** Whether the byte limit may have ended a claim, so that it left due rows behind. */
    private static boolean reaches(long bytes, List<ClaimedRow> claimed) {
        long characters = 0;
        for (ClaimedRow row : claimed) {
            characters += row.chars();
        }
        // a character has at most three bytes of UTF-8 (four for two); claiming once too often costs nothing
        return characters * 3 >= bytes / 2;
    }
}
