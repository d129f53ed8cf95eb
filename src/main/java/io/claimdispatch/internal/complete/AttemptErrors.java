package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.ApplicationClock;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.List;
import java.util.StringJoiner;

/** Writes the JSON array of the column {@code errors}: the last failed attempts, the newest last. */
@Component
@Dependent
public class AttemptErrors {

    /** How many attempts are kept; together with their length this bounds the row. */
    private static final int KEPT = 20;

    private final ApplicationClock clock;

    @Inject
    public AttemptErrors(ApplicationClock clock) {
        this.clock = clock;
    }

    /**
     * Appends an error to those of the row.
     *
     * @param error the text of the new error
     */
    String append(Attempt attempt, String error) {
        List<String> before = ErrorHistory.entries(attempt.row().errors());
        StringJoiner all = new StringJoiner(",", "[", "]");
        before.subList(Math.max(0, before.size() - KEPT + 1), before.size()).forEach(all::add);
        String node = attempt.row().claimedBy();
        all.add(Json.createObjectBuilder()
                .add("attempt", attempt.row().failCount() + 1)
                .add("at", clock.now().toString())
                .add("node", node == null ? "" : node)
                .add("claim", EarlierClaims.fingerprint(attempt.row().ref()))
                .add("error", error)
                .build()
                .toString());
        return all.toString();
    }
}
