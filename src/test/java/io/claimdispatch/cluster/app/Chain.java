package io.claimdispatch.cluster.app;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Publisher;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.time.Duration;

/** Actions that publish the next one: each link under a key of its own, so that a link which runs twice adds nothing. */
@ApplicationScoped
public class Chain {

    @Inject
    AttemptFile attempts;

    @Inject
    Publisher publisher;

    @Resource
    UserTransaction transaction;

    /**
     * One link.
     *
     * @param chain which one
     * @param left how many links come after this one
     */
    public record Link(String chain, int left) {

        Link next() {
            return new Link(chain, left - 1);
        }

        String key() {
            return chain + "." + left;
        }

        Duration delay() {
            return Chain.delay(left);
        }
    }

    /** How long the link is put off that has so many behind it: each other one for a second. */
    public static Duration delay(int left) {
        return left % 2 == 0 ? Duration.ZERO : Duration.ofSeconds(1);
    }

    @Processor("chain.link")
    public void link(Link link, LogRecord row) throws Exception {
        attempts.begin(row);
        if (link.left() > 0) {
            try {
                publish(link.next());
            } catch (Exception e) {
                attempts.fail(row);
                throw e;
            }
        }
        attempts.end(row);
    }

    /** By hand, so that the end of the attempt is noted after the commit. */
    private void publish(Link next) throws Exception {
        transaction.begin();
        try {
            publisher.publish(draft -> draft.type("chain.link")
                    .eligibleIn(next.delay())
                    .payload(next)
                    .idempotencyKey(next.key()));
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
        transaction.commit();
    }
}
