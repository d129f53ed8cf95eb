package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.ApplicationClock;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.List;
import java.util.StringJoiner;

/** The JSON array in the column {@code errors}: the last attempts that failed, the newest last. */
@Component
public class AttemptErrors {

    /** So many attempts are kept; with their length it bounds the row. */
    private static final int KEPT = 20;

    private final ApplicationClock clock;

    @Inject
    public AttemptErrors(ApplicationClock clock) {
        this.clock = clock;
    }

    /**
     * The errors of the row so far and this one.
     *
     * @param error the text of this one
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
