package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to a claimed row between its claim and its completion. */
interface Leasing {

    /** See {@link ActionStore#renew}; at least one token. */
    Set<ClaimRef> renew(Connection connection, TableName table, String node, Held held, Duration lease)
            throws SQLException;

    /** See {@link ActionStore#recordExecution}. */
    boolean recordExecution(Connection connection, ClaimRef ref, long executionId, @Nullable String note)
            throws SQLException;
}
