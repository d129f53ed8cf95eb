package io.claimdispatch.internal.store.claim;

import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.ColumnTypes;
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
 * Reads, without locks, the rows that a claim could take.
 *
 * @param columns for the times
 * @param first selects the due rows of one priority
 * @param next the same after a row
 */
record Candidates(ColumnTypes columns, NamedSql first, NamedSql next) {

    Candidates(ColumnTypes columns, Statements sql) {
        this(columns, sql.get("claim_candidates"), sql.get("claim_candidates_after"));
    }

    /**
     * The values that decide whether a row is tried.
     *
     * @param id the id of the row
     * @param eligibleAt the earliest time of the row
     * @param bytes the size of its payload, as declared by its publisher
     */
    record Candidate(long id, Instant eligibleAt, long bytes) {}

    /** Reads a page in the order of end_at and id. */
    List<Candidate> page(
            Connection connection, ClaimRequest request, int level, Instant now, @Nullable Candidate after, int size)
            throws SQLException {
        String sql = (after == null ? first : next)
                .on(request.table(), request.types().size());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Binding binding =
                    new Binding(columns, statement).number(level).instant(now).strings(request.types());
            if (after != null) {
                binding.instant(after.eligibleAt()).instant(after.eligibleAt()).number(after.id());
            }
            binding.number(size);
            try (ResultSet rows = statement.executeQuery()) {
                List<Candidate> page = new ArrayList<>();
                while (rows.next()) {
                    Instant eligibleAt = new RowReader(columns).instant(rows, 2);
                    page.add(new Candidate(rows.getLong(1), eligibleAt, Math.max(0, rows.getInt(3))));
                }
                return page;
            }
        }
    }
}
