package demo;

import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;

/** A customer signs up, and is welcomed a little later. */
@ApplicationScoped
public class SignUps {

    @Inject
    private Publisher publisher;

    /**
     * A real application would store its user here too. Both are one transaction: there is no user without a welcome, and
     * no welcome for a user whose sign-up was rolled back. The key makes a second click harmless.
     */
    @Transactional
    public Publication signUp(String email, Duration delay) {
        return publisher.quick(
                Welcome.ACTION, delay, new Welcome(email), options -> options.idempotencyKey("welcome:" + email));
    }
}
