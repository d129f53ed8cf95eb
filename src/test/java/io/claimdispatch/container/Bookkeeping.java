package io.claimdispatch.container;

import io.claimdispatch.ClaimDispatch;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A caller with a transaction, as applications have them. */
@Stateless
public class Bookkeeping {

    @Inject
    Publisher publisher;

    @Resource
    SessionContext context;

    public Publication place(String number) {
        return publisher.quick("order.placed", Instant.EPOCH, new Order(number, 7));
    }

    public Publication placeAndRollBack(String number) {
        Publication publication = place(number);
        context.setRollbackOnly();
        return publication;
    }

    public Publication keyed(String number, String key) {
        return publisher.publish(draft -> draft.type("order.placed")
                .eligibleNow()
                .payload(new Order(number, 7))
                .idempotencyKey(key));
    }

    /** A duplicate first, and then work that must still be committed. */
    public boolean keyedTwiceAndMore(String number, String key) {
        keyed(number, key);
        boolean duplicate = keyed(number + " again", key).isDuplicate();
        place(number + " after it");
        return duplicate && !context.getRollbackOnly();
    }

    /** Bad input, and then work that must still be committed. */
    public boolean badInputAndMore(String number) {
        try {
            publisher.publish(draft -> draft.type("order.placed"));
            return false;
        } catch (RuntimeException e) {
            place(number);
            return !context.getRollbackOnly() && e.getMessage().startsWith("CLAIM0011");
        }
    }

    public Publication facade(String number) {
        return ClaimDispatch.publish(
                draft -> draft.type("order.placed").eligibleIn(Duration.ZERO).payload(new Order(number, 7)));
    }

    /** Looks at something while the transaction that has published is open. */
    public <T> T whileOpen(String number, Supplier<T> look) {
        place(number);
        return look.get();
    }
}
