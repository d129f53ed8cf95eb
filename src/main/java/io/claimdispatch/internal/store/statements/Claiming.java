package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.store.ClaimRequest;
import io.claimdispatch.internal.store.ClaimedRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** See {@code ActionStore#claim}. */
public interface Claiming {

    /** For a limit above zero and at least one type. */
    List<ClaimedRow> claim(Connection connection, ClaimRequest request) throws SQLException;
}
