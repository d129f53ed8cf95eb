package io.claimdispatch.internal.operate;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.operate.RowListing;
import io.claimdispatch.internal.store.operate.RowSummary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One walk down the primary key, from the greatest id, in stretches of ids. Reads a bounded number of rows and
 * returns where it stopped, so a caller can continue to the end of the table.
 *
 * @param listing reads the stretches
 * @param connection the connection
 * @param table the table
 */
public record RowWalk(RowListing listing, Connection connection, TableName table) {

    /** After so many rows a walk ends with the stretch. */
    static final int MAX_ROWS = 100_000;

    /** After so many stretches it ends, however few rows they had. */
    private static final int MAX_STRETCHES = 60;

    private static final int SHORTEST = 100;

    /** The longest stretch bounds what one statement reads, if there is a row for each id. */
    private static final int LONGEST = 10_000;

    /**
     * The result of a walk.
     *
     * @param ids of rows that meet the filter, the greatest first
     * @param rest the greatest id that the next walk may meet; null at the end of the table
     */
    public record Found(List<Long> ids, @Nullable Long rest) {}

    Found down(RowFilter filter, long from, int limit) throws SQLException {
        Long greatest = listing.greatest(connection, table);
        List<Long> found = new ArrayList<>();
        long upTo = greatest == null ? Long.MIN_VALUE : Math.min(from, greatest);
        long length = Math.max(SHORTEST, limit);
        int seen = 0;
        for (int stretch = 0; stretch < MAX_STRETCHES && seen < MAX_ROWS; stretch++) {
            long above = upTo < Long.MIN_VALUE + length ? Long.MIN_VALUE : upTo - length;
            List<RowSummary> rows = listing.range(connection, table, above, upTo);
            seen += rows.size();
            for (RowSummary row : rows) {
                if (filter.meets(row)) {
                    found.add(row.id());
                    if (found.size() == limit) {
                        return new Found(found, below(row.id()));
                    }
                }
            }
            if (rows.isEmpty()) {
                Long next = greatestUpTo(above);
                if (next == null) {
                    return new Found(found, null);
                }
                upTo = next;
            } else {
                upTo = above;
            }
            length = Math.min(2 * length, LONGEST);
        }
        return new Found(found, upTo);
    }

    /** The next smaller id; null if there is none. */
    static @Nullable Long below(long id) {
        return id == Long.MIN_VALUE ? null : (Long) (id - 1);
    }

    /**
     * Steps over a gap: the greatest id up to a bound, or null. By halves, since not every database finds a greatest
     * value below a bound without reading all of them.
     */
    private @Nullable Long greatestUpTo(long bound) throws SQLException {
        Long smallest = listing.next(connection, table, Long.MIN_VALUE);
        if (smallest == null || smallest > bound) {
            return null;
        }
        long low = smallest;
        long high = bound;
        while (low < high) {
            // at least low, and less than high; the distance may have no sign
            long middle = low + ((high - low) >>> 1);
            Long next = listing.next(connection, table, middle);
            if (next != null && next <= high) {
                low = next;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
