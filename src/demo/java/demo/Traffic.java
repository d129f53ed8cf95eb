package demo;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.Draft;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A day's traffic of a shop: rows of six types, so that there is something to look at. {@link ShopWork} takes four of the
 * types. One is paused, and one has no processor.
 */
@ApplicationScoped
public class Traffic {

    /** A type that waits until an operator resumes it. */
    static final String PAUSED = "shop.newsletter.send";

    /** A type that no processor takes. */
    static final String UNROUTED = "shop.review.import";

    /** So many rows in one call to the publisher. */
    private static final int BULK = 500;

    private static final Map<String, Integer> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put(ShopWork.PAID, 1_500);
        ROWS.put(ShopWork.STOCK, 800);
        ROWS.put(ShopWork.INVOICE, 200);
        ROWS.put(ShopWork.CAPTURE, 250);
        ROWS.put(PAUSED, 150);
        ROWS.put(UNROUTED, 100);
    }

    @Inject
    private Publisher publisher;

    @Inject
    private ActionLogs actions;

    /**
     * Publishes it, and returns how many rows are new. Each row has a key, so that a second call publishes nothing: any user
     * can ask, and each row is work.
     */
    public int publish() {
        actions.pause(PAUSED, "demo", "the mail provider is being changed");
        List<Consumer<Draft>> fills = new ArrayList<>();
        ROWS.forEach((type, count) -> {
            for (int i = 1; i <= count; i++) {
                int order = i;
                fills.add(draft -> draft.type(type)
                        .eligibleNow()
                        .idempotencyKey("traffic-" + order)
                        .payload(new ShopEvent(order, "t-" + order)));
            }
        });
        int stored = 0;
        for (int from = 0; from < fills.size(); from += BULK) {
            List<Publication> publications =
                    publisher.publishAll(fills.subList(from, Math.min(fills.size(), from + BULK)));
            stored += (int) publications.stream().filter(Publication::isStored).count();
        }
        return stored;
    }
}
