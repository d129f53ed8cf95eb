package io.claimdispatch.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** See {@link ActionStore#claim}. */
interface Claiming {

    /** For a limit above zero and at least one type. */
    List<ClaimedRow> claim(Connection connection, ClaimRequest request) throws SQLException;
}
