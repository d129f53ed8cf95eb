package io.claimdispatch.internal.store.claim;

import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Claims of due rows. */
public interface RowClaims {

    /**
     * Claims waiting rows that are due by the database's clock, in the order of priority, end_at, id. Rows locked by
     * another transaction are skipped.
     *
     * @return the claimed rows in that order
     */
    List<ClaimedRow> claim(Connection connection, ClaimRequest request) throws SQLException;
}
