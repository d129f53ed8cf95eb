package io.claimdispatch.container;

import io.claimdispatch.ActionDied;
import io.claimdispatch.ActionFailed;
import io.claimdispatch.ActionProcessed;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Writes down what it is told of actions. */
@ApplicationScoped
public class OrderEvents {

    @Inject
    Journal journal;

    @Inject
    RequestNote note;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    public void processed(@Observes ActionProcessed event) {
        journal.add("event: processed " + event.id());
    }

    public void failed(@Observes ActionFailed event) {
        journal.add("event: failed " + event.id() + " attempt " + event.attempt());
    }

    public void died(@Observes ActionDied event) {
        journal.add("event: died " + event.id() + " request " + note.call() + " transaction "
                + (transaction.getTransactionStatus() != Status.STATUS_NO_TRANSACTION));
    }

    public void diedToo(@ObservesAsync ActionDied event) {
        journal.add("event: died too " + event.id());
    }
}
