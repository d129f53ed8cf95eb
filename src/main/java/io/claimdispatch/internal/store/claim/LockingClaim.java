package io.claimdispatch.internal.store.claim;

import io.claimdispatch.Priority;
import io.claimdispatch.internal.store.claim.Candidates.Candidate;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.Chunks;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.RowReader;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Claims in three steps: reads candidates without locks, locks exactly as many as wanted by their primary key, skipping
 * rows that others hold, and marks them.
 *
 * <p>One locking read in the order of the claim would be shorter. But then H2 locks every matching row, so that other
 * claimers find the queue empty, and MariaDB locks gaps of the index that publishers insert into.
 *
 * <p>The number wanted depends on {@code payload_size}, which a person may have left at 0. So the locking read leaves
 * out the texts of rows whose payload is longer than declared, or whose errors are long. A separate statement reads
 * those, as far as the claim's bytes allow; rows of publishers need it only once they have failed a few times.
 *
 * @param columns for the times
 * @param sequence reads the clock
 * @param candidates reads the candidates
 * @param lease stores the lease of the claim
 * @param sql the statements
 */
public record LockingClaim(
        ColumnTypes columns, IdSequence sequence, Candidates candidates, NewLease lease, LockingClaim.Texts sql)
        implements RowClaims {

    /**
     * The statements, as their file names them.
     *
     * @param lock {@code claim_lock}
     * @param whole {@code claim_lock_whole}
     * @param unread {@code claim_lock_unread}
     * @param mark {@code claim_mark}
     * @param own {@code claim_own}
     */
    record Texts(NamedSql lock, NamedSql whole, NamedSql unread, NamedSql mark, NamedSql own) {}

    public LockingClaim(ColumnTypes columns, Statements sql, IdSequence sequence) {
        this(
                columns,
                sequence,
                new Candidates(columns, sql),
                new NewLease(columns, sql),
                new Texts(
                        sql.get("claim_lock"),
                        sql.get("claim_lock_whole"),
                        sql.get("claim_lock_unread"),
                        sql.get("claim_mark"),
                        sql.get("claim_own")));
    }

    private static final Comparator<ClaimedRow> ORDER = Comparator.comparing(ClaimedRow::eligibleAt)
            .thenComparing(row -> row.ref().id());

    @Override
    public List<ClaimedRow> claim(Connection connection, ClaimRequest request) throws SQLException {
        if (request.isForNothing()) {
            return List.of();
        }
        Instant now = sequence.now(connection, request.table());
        ClaimBudget budget = new ClaimBudget(request);
        List<ClaimedRow> locked = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            locked.addAll(lockLevel(connection, request, priority.level(), now, budget));
        }
        if (!locked.isEmpty()) {
            // before the rows are claimed, for databases where others read what is not committed
            lease.store(connection, request, now);
        }
        if (mark(connection, request, now, locked) < locked.size()) {
            Set<Long> own = own(connection, request, locked);
            locked.removeIf(row -> !own.contains(row.ref().id()));
        }
        return locked;
    }

    private List<ClaimedRow> lockLevel(
            Connection connection, ClaimRequest request, int level, Instant now, ClaimBudget budget)
            throws SQLException {
        List<ClaimedRow> locked = new ArrayList<>();
        @Nullable Candidate last = null;
        boolean more = true;
        while (more && !budget.isSpent()) {
            // some more than wanted, since others may hold the first ones or take them meanwhile
            int size = 2 * budget.rows() + 16;
            List<Candidate> page = candidates.page(connection, request, level, now, last, size);
            more = page.size() == size;
            last = more ? page.get(size - 1) : null;
            while (!page.isEmpty() && !budget.isSpent()) {
                Map<Long, Candidate> tried = budget.affordable(page);
                locked.addAll(lock(connection, request, now, tried, budget));
                page = page.subList(tried.size(), page.size());
            }
        }
        locked.sort(ORDER);
        return locked;
    }

    private List<ClaimedRow> lock(
            Connection connection, ClaimRequest request, Instant now, Map<Long, Candidate> tried, ClaimBudget budget)
            throws SQLException {
        Map<Long, Long> bytes = new HashMap<>();
        Map<Long, ClaimedRow> read = new HashMap<>();
        NamedSql first = request.unread() ? sql.unread() : sql.lock();
        read(connection, request, now, first, tried.keySet(), bytes, read);
        List<Long> taken = new ArrayList<>();
        List<Long> longer = new ArrayList<>();
        for (Candidate candidate : tried.values()) {
            Long there = bytes.get(candidate.id());
            if (there != null && !budget.isSpent()) {
                budget.take(Math.max(candidate.bytes(), there));
                (read.containsKey(candidate.id()) ? taken : longer).add(candidate.id());
            }
        }
        if (!longer.isEmpty()) {
            read(connection, request, now, sql.whole(), longer, bytes, read);
            taken.addAll(longer);
        }
        return taken.stream().map(read::get).filter(Objects::nonNull).toList();
    }

    private void read(
            Connection connection,
            ClaimRequest request,
            Instant now,
            NamedSql texts,
            Collection<Long> ids,
            Map<Long, Long> bytes,
            Map<Long, ClaimedRow> read)
            throws SQLException {
        RowReader reader = new RowReader(columns, request.unread());
        try (PreparedStatement statement = connection.prepareStatement(texts.on(request.table(), ids.size()))) {
            new Binding(columns, statement).numbers(ids).instant(now);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    long id = rows.getLong(1);
                    bytes.put(id, RowReader.bytes(rows));
                    ClaimedRow row = reader.readUpTo(rows, request);
                    if (row != null) {
                        read.put(id, row);
                    }
                }
            }
        }
    }

    /** Marks the rows; returns how many this claim now holds. */
    private int mark(Connection connection, ClaimRequest request, Instant now, List<ClaimedRow> rows)
            throws SQLException {
        int marked = 0;
        for (List<Long> chunk : chunks(rows)) {
            String mark = sql.mark().on(request.table(), chunk.size());
            try (PreparedStatement statement = connection.prepareStatement(mark)) {
                new Binding(columns, statement)
                        .instant(now)
                        .string(request.node())
                        .number(request.token())
                        .instant(now)
                        .numbers(chunk);
                marked += statement.executeUpdate();
            }
        }
        return marked;
    }

    /**
     * Finds the rows with the token of this claim. Normally the locks are held until the update. But if a server lends
     * a connection that is in no transaction, locks protect nothing, and only the update's condition decides.
     */
    private Set<Long> own(Connection connection, ClaimRequest request, List<ClaimedRow> rows) throws SQLException {
        Set<Long> own = new HashSet<>();
        for (List<Long> chunk : chunks(rows)) {
            String select = sql.own().on(request.table(), chunk.size());
            try (PreparedStatement statement = connection.prepareStatement(select)) {
                new Binding(columns, statement).numbers(chunk).number(request.token());
                try (ResultSet ids = statement.executeQuery()) {
                    while (ids.next()) {
                        own.add(ids.getLong(1));
                    }
                }
            }
        }
        return own;
    }

    private static List<List<Long>> chunks(List<ClaimedRow> rows) {
        return Chunks.of(rows.stream().map(row -> row.ref().id()).sorted().toList());
    }
}
