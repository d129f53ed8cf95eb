package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.ClaimRequest;
import io.claimdispatch.internal.store.ClaimedRow;
import io.claimdispatch.internal.store.Memory;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the tables for due rows, no more of them than there are places for, and no more than {@link ClaimSize} allows. */
@Component
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
     * What was claimed, once the transaction has committed.
     *
     * @param rows claimed
     * @param isFull whether more may be due
     * @param isUnread whether the rows have to be read yet, see {@link LargeRows}
     */
    record Claimed(List<ClaimedRow> rows, boolean isFull, boolean isUnread) {}

    /**
     * Claims for as many places, in the caller's transaction.
     *
     * @param types wanted of each table
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

    /** Each turn begins with another table, or a backlog in the first would take all the room for ever. */
    private List<TableName> inTurn(List<TableName> tables) {
        if (tables.size() == 1) {
            return tables;
        }
        List<TableName> rotated = new ArrayList<>(tables);
        Collections.rotate(rotated, Math.floorMod(turns.getAndIncrement(), tables.size()));
        return rotated;
    }

    /** A claim that the bound of bytes has ended may have left due rows behind. */
    private static boolean reaches(long bytes, List<ClaimedRow> claimed) {
        long characters = 0;
        for (ClaimedRow row : claimed) {
            characters += row.chars();
        }
        // a character is at most three bytes of UTF-8 (four for two): asking once too often costs nothing
        return characters * 3 >= bytes / 2;
    }
}
