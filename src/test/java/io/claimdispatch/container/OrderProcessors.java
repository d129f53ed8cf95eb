package io.claimdispatch.container;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Publisher;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Methods of a bean that are processors. */
@ApplicationScoped
public class OrderProcessors {

    static final int AT_ONCE = 16;

    static final int TRANSACTIONS = 8;

    private final CountDownLatch together = new CountDownLatch(AT_ONCE);
    private final CountDownLatch transactions = new CountDownLatch(TRANSACTIONS);

    @Inject
    Journal journal;

    @Inject
    RequestNote note;

    @Inject
    Publisher publisher;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    @Resource(lookup = "java:comp/UserTransaction")
    UserTransaction own;

    @Processor("order.placed")
    public void placed(Order order, LogRecord row) {
        journal.add("placed " + order.number() + " " + order.total() + " attempt " + row.attempt() + " request "
                + note.call() + " transaction " + (transaction.getTransactionStatus() != Status.STATUS_NO_TRANSACTION));
    }

    @Processor("order.booked")
    @Transactional
    public void booked(Order order) {
        journal.add("booked " + order.number() + " transaction "
                + (transaction.getTransactionStatus() == Status.STATUS_ACTIVE));
    }

    /** Its work is a row of the same database. */
    @Processor(value = "order.atomic", atomic = true)
    public void atomic(Order order, LogRecord row) {
        publisher.quick("order.placed", Instant.EPOCH, new Order(order.number() + " by attempt " + row.attempt(), 1));
        if (row.attempt() == 1) {
            throw new IllegalStateException("after its work");
        }
    }

    /** A link of a chain: the next action is published in the transaction in which this one is completed. */
    @Processor(value = "order.posted", atomic = true)
    public void posted(Order order) {
        publisher.quick("order.placed", Instant.EPOCH, order);
        if (order.total() < 0) {
            throw new IllegalStateException("no such total: " + order.total());
        }
    }

    /** The same, and ends when as many transactions are open at once. */
    @Processor(value = "order.posted-together", atomic = true)
    public void postedTogether(Order order) throws InterruptedException {
        publisher.quick("order.placed", Instant.EPOCH, order);
        transactions.countDown();
        if (!transactions.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(transactions.getCount() + " more have not published");
        }
        if (order.total() < 0) {
            throw new IllegalStateException("no such total: " + order.total());
        }
    }

    @Processor("order.left-open")
    public void leftOpen(Order order) throws Exception {
        journal.add("left open " + order.number());
        own.begin();
    }

    @Processor("order.without-loader")
    public void withoutLoader(Order order) {
        Thread.currentThread().setContextClassLoader(null);
    }

    /** Ends when as many have begun as may run at once. */
    @Processor("order.together")
    public void together(Order order) throws InterruptedException {
        together.countDown();
        if (!together.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(together.getCount() + " more have not begun");
        }
        journal.add("together " + order.number());
    }

    @Processor("order.doomed")
    public void doomed(Order order) {
        journal.add("doomed " + order.number());
        throw new IllegalStateException("no such order: " + order.number());
    }
}
