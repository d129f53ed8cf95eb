package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked after a commit without an answer. Rare, so that one text serves all databases.
 *
 * @param dialect for texts
 */
public record Inquiring(Dialect dialect) {

    private static final String STANDING = "SELECT state, claim_token, errors FROM action_logs WHERE id = ?";

    /** That the lease is not null brings PostgreSQL's planner to the index of leases. */
    private static final String CLAIMED = """
            SELECT id FROM action_logs
             WHERE state = 'CLAIMED' AND lease_until IS NOT NULL AND claimed_by = ? AND claim_token = ?
            """;

    @Nullable
    Standing standing(Connection connection, TableName table, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, STANDING))) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                String state = row.getString(1);
                long token = row.getLong(2);
                return new Standing(state, row.wasNull() ? null : token, dialect.readText(row, 3));
            }
        }
    }

    Set<ClaimRef> claimed(Connection connection, TableName table, String node, long token) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, CLAIMED))) {
            statement.setString(1, node);
            statement.setLong(2, token);
            try (ResultSet rows = statement.executeQuery()) {
                Set<ClaimRef> refs = new HashSet<>();
                while (rows.next()) {
                    refs.add(new ClaimRef(table, rows.getLong(1), token));
                }
                return refs;
            }
        }
    }
}
