package io.claimdispatch.cluster;

import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Kills nodes, and keeps the rows that each held then. */
final class Kills {

    private final ClusterDatabase database;
    private final List<Kill> all = new ArrayList<>();

    /**
     * The end of a boot.
     *
     * @param at in microseconds since 1970, when the process was gone
     * @param leases when those end that it had on rows which it had claimed and not completed, as the table says; the same
     */
    record Kill(String boot, long at, Map<Long, Long> leases) {

        /** The rows that it held. */
        Set<Long> inFlight() {
            return leases.keySet();
        }
    }

    Kills(ClusterDatabase database) {
        this.database = database;
    }

    Kill kill(ServerNode node) throws SQLException {
        node.kill9();
        return died(node);
    }

    /** Kills it while it holds, see {@link ServerNode#kill9When}. */
    Kill kill(ServerNode node, Callable<Boolean> holds) throws SQLException {
        node.kill9When(holds);
        return died(node);
    }

    /** The same of one that has ended by itself. */
    Kill died(ServerNode node) throws SQLException {
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        // a commit that the dead process had sent is still carried out; and only then is the table the truth
        await("the sessions of " + node.name() + " have ended")
                .atMost(Duration.ofSeconds(30))
                .until(() -> sessions(node) == 0);
        Kill kill = new Kill(node.boot().name(), at, leases(node));
        all.add(kill);
        return kill;
    }

    /** The lease of a row is its own, or that of its claim. */
    private static final String LEASE = "COALESCE(lease_until, (SELECT MIN(c.lease_until) FROM action_logs_claims c"
            + " WHERE c.token = claim_token AND c.row_id IN (0, id)))";

    private long sessions(ServerNode node) throws SQLException {
        return database.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + node.name() + "'");
    }

    private Map<Long, Long> leases(ServerNode node) throws SQLException {
        Map<Long, Long> leases = new HashMap<>();
        database.forEach(
                "SELECT id, " + ClusterDatabase.micros(LEASE) + " FROM action_logs"
                        + " WHERE state = 'CLAIMED' AND claimed_by LIKE '" + node.name() + "/%'",
                row -> leases.put(row.getLong(1), row.getLong(2)));
        return leases;
    }

    List<Kill> all() {
        return List.copyOf(all);
    }

    /** How many of the kills met this row in the hands of the node. */
    int met(long row) {
        return (int) all.stream().filter(kill -> kill.leases.containsKey(row)).count();
    }

    /** The kill that ended the boot, if one did. */
    Optional<Kill> of(String boot) {
        return all.stream().filter(kill -> kill.boot.equals(boot)).findFirst();
    }
}
