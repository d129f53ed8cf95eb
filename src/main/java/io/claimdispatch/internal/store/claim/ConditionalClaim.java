package io.claimdispatch.internal.store.claim;

import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.claim.Candidates.Candidate;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.sql.Binding;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claims on databases that cannot skip locks: reads candidates and marks them one by one; the update count says which
 * node was first. One update with a subquery would be shorter, but was seen to give a row to two claimers on Derby.
 *
 * @param columns for the times
 * @param sequence reads the clock
 * @param candidates reads the candidates
 * @param lease stores the lease of the claim
 * @param passedOver the candidates not worth waiting for
 * @param sql the statements
 */
public record ConditionalClaim(
        ColumnTypes columns,
        IdSequence sequence,
        Candidates candidates,
        NewLease lease,
        ConditionalClaim.PassedOver passedOver,
        ConditionalClaim.Texts sql)
        implements RowClaims {

    /** Rows that another transaction is known to hold. */
    @FunctionalInterface
    public interface PassedOver {
        /** Whether another transaction holds the row. */
        boolean has(TableName table, long id);
    }

    /**
     * The statements, as their file names them.
     *
     * @param row {@code claim_row}
     * @param read {@code claim_read}
     * @param unread {@code claim_read_unread}
     */
    record Texts(NamedSql row, NamedSql read, NamedSql unread) {}

    /** What a claim has done so far. */
    private static final class Progress {
        private final List<ClaimedRow> claimed = new ArrayList<>();
        private boolean isLeased;
    }

    public ConditionalClaim(ColumnTypes columns, Statements sql, IdSequence sequence, PassedOver passedOver) {
        this(
                columns,
                sequence,
                new Candidates(columns, sql),
                new NewLease(columns, sql),
                passedOver,
                new Texts(sql.get("claim_row"), sql.get("claim_read"), sql.get("claim_read_unread")));
    }

    @Override
    public List<ClaimedRow> claim(Connection connection, ClaimRequest request) throws SQLException {
        if (request.isForNothing()) {
            return List.of();
        }
        Instant now = sequence.now(connection, request.table());
        ClaimBudget budget = new ClaimBudget(request);
        Progress progress = new Progress();
        try (PreparedStatement claim = connection.prepareStatement(sql.row().on(request.table()));
                PreparedStatement read = connection.prepareStatement(
                        (request.unread() ? sql.unread() : sql.read()).on(request.table()))) {
            for (Priority priority : Priority.values()) {
                claimLevel(connection, request, priority.level(), now, budget, claim, read, progress);
            }
        }
        if (progress.isLeased && progress.claimed.isEmpty()) {
            lease.remove(connection, request);
        }
        return progress.claimed;
    }

    private void claimLevel(
            Connection connection,
            ClaimRequest request,
            int level,
            Instant now,
            ClaimBudget budget,
            PreparedStatement claim,
            PreparedStatement read,
            Progress progress)
            throws SQLException {
        @Nullable Candidate last = null;
        boolean more = true;
        while (more && !budget.isSpent()) {
            int size = 2 * budget.rows() + 16;
            List<Candidate> page = candidates.page(connection, request, level, now, last, size);
            more = page.size() == size;
            last = more ? page.get(size - 1) : null;
            for (Candidate candidate : page) {
                if (!budget.isSpent()
                        && !passedOver.has(request.table(), candidate.id())
                        && leasedAndMarked(connection, claim, request, now, candidate, progress)) {
                    ClaimedRow row = read(read, request, candidate);
                    // the declared size may be too small, and each row is read by itself
                    budget.take(Math.max(candidate.bytes(), row.chars()));
                    progress.claimed.add(row);
                }
            }
        }
    }

    /** Stores the lease before the first row is claimed, since others read what is not committed. */
    private boolean leasedAndMarked(
            Connection connection,
            PreparedStatement claim,
            ClaimRequest request,
            Instant now,
            Candidate candidate,
            Progress progress)
            throws SQLException {
        if (!progress.isLeased) {
            lease.store(connection, request, now);
            progress.isLeased = true;
        }
        return mark(claim, request, now, candidate);
    }

    private boolean mark(PreparedStatement claim, ClaimRequest request, Instant now, Candidate candidate)
            throws SQLException {
        new Binding(columns, claim)
                .instant(now)
                .string(request.node())
                .number(request.token())
                .instant(now)
                .number(candidate.id())
                .instant(now);
        return claim.executeUpdate() == 1;
    }

    private ClaimedRow read(PreparedStatement read, ClaimRequest request, Candidate candidate) throws SQLException {
        new Binding(columns, read).number(candidate.id());
        try (ResultSet rows = read.executeQuery()) {
            rows.next();
            return new RowReader(columns, request.unread()).read(rows, request);
        }
    }
}
