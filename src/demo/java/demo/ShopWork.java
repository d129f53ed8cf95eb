package demo;

import io.claimdispatch.LogRecord;
import io.claimdispatch.NonRetryableException;
import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** Handles a day's {@link Traffic}: some of it at once, some slowly, and some not at all. */
@ApplicationScoped
public class ShopWork {

    static final String PAID = "shop.order.paid";
    static final String STOCK = "shop.stock.count";
    static final String INVOICE = "shop.invoice.print";
    static final String CAPTURE = "shop.payment.capture";

    /** Every fifth card has expired, and the bank is busy when it is asked first for every third of the others. */
    private static final int EXPIRED = 5;

    private static final int BUSY = 3;

    /** Orders are paid all the time. */
    @Processor(PAID)
    public void paid(ShopEvent event) {
        // the demo has no shop behind it
    }

    /** Stock is counted all the time. */
    @Processor(STOCK)
    public void stock(ShopEvent event) {
        // the demo has no stock either
    }

    /** A printer is slow. */
    @Processor(INVOICE)
    public void invoice(ShopEvent event) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(100 + event.order() % 10 * 50L);
    }

    /** A payment fails for good, or at first, or not. */
    @Processor(CAPTURE)
    public void capture(ShopEvent event, LogRecord row) {
        if (event.order() % EXPIRED == 0) {
            throw new NonRetryableException("the card of order " + event.order() + " has expired");
        }
        if (event.order() % BUSY == 0 && row.attempt() == 1) {
            throw new IllegalStateException("the bank does not answer");
        }
    }
}
