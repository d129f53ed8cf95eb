package io.claimdispatch.cluster.start;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.DeadLetters;
import io.claimdispatch.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** All that an application and its operators do with the database, on far rows of a type of its own. */
@ApplicationScoped
public class Everything {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    @Inject
    Publisher publisher;

    @Inject
    ActionLogs logs;

    void run(String key) {
        long plain = publish("");
        long keyed = publish(key);
        publisher.publish(d -> d.type("none.keyed").eligibleAt(FAR).idempotencyKey(key));
        publisher.publishAll(
                List.of(1, 2, 3), (n, d) -> d.type("none.many").eligibleAt(FAR).idempotencyKey(key + n));
        logs.find(plain);
        logs.latest(10);
        logs.latest(ActionState.WAITING, 10);
        logs.unrouted(10);
        logs.cancel(plain, "ann", "a test");
        logs.requeue(plain, "ann");
        logs.requeueDead(DeadLetters.all(), "ann", "a test");
        logs.retryNow(keyed, "ann");
        logs.reschedule(keyed, Duration.ofDays(1), "ann");
        logs.pause("none.many", "a test", "to see");
        logs.paused();
        logs.resume("none.many", "a test");
        logs.delete(plain, "ann", "a test");
    }

    private long publish(String key) {
        return publisher
                .publish(d -> {
                    d.type("none.keyed").eligibleAt(FAR);
                    if (!key.isEmpty()) {
                        d.idempotencyKey(key);
                    }
                })
                .id()
                .orElseThrow();
    }
}
