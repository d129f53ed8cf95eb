package io.claimdispatch.container.api;

import io.claimdispatch.LogRecord;
import io.claimdispatch.NonRetryableException;
import io.claimdispatch.Outcome;
import io.claimdispatch.Priority;
import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Methods of a bean that the server wraps into a proxy of its own. */
@ApplicationScoped
public class InvoiceProcessors {

    private final Map<String, Integer> sent = new ConcurrentHashMap<>();

    @Inject
    InvoiceBank bank;

    @Processor(Invoice.TYPE)
    public void send(LogRecord row) {
        Invoice invoice = row.payload(Invoice.ACTION);
        sent.put(invoice.number(), invoice.total());
    }

    /** The totals of the invoices, by their numbers. */
    public Map<String, Integer> sent() {
        return Map.copyOf(sent);
    }

    @Processor(value = "invoice.decide", maxAttempts = 2)
    public Outcome decide(String wanted, LogRecord row) {
        return switch (wanted) {
            case "fail" -> Outcome.fail("the account is closed");
            case "cancel" -> Outcome.cancel("it has been paid");
            case "retry in" -> Outcome.retryIn(Duration.ofHours(2), "the bank is closed");
            case "retry at" -> Outcome.retryAt(row.createdAt().plus(Duration.ofHours(3)));
            default -> Outcome.retryIn(Duration.ZERO);
        };
    }

    /** What the bank throws passes the interceptor of this method's transaction, and the container of the bank. */
    @Processor("invoice.book")
    @Transactional
    public void book(String number) {
        bank.book(number);
    }

    @Processor("invoice.check")
    @Transactional
    public void check(String number) {
        throw new NonRetryableException("no invoice " + number);
    }

    @Processor(value = "invoice.remind", maxAttempts = 2, initialDelay = "PT20M", priority = Priority.HIGH)
    public void remind() {
        throw new IllegalStateException("nobody is at home");
    }

    @Processor(value = "invoice.print", timeLimit = "PT1S", maxAttempts = 1)
    public void print() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Processor(value = "invoice.archive", retention = "PT12H")
    public void archive() {}
}
