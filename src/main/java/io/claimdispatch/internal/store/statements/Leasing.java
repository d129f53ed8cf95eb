package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.HeldLeases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to a claimed row between its claim and its completion. */
public interface Leasing {

    /** See {@code ActionStore#renew}; at least one token. */
    Set<ClaimRef> renew(Connection connection, TableName table, String node, HeldLeases held, Duration lease)
            throws SQLException;

    /** See {@code ActionStore#recordExecution}. */
    boolean recordExecution(Connection connection, ClaimRef ref, long executionId, @Nullable String note)
            throws SQLException;
}
