package io.claimdispatch.container;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import io.claimdispatch.Scheduler;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

@ApplicationScoped
public class TransactionEdges {

    public record TransactionEnded(AtomicReference<Publication> publication) {}

    private final Map<String, String> statuses = new ConcurrentHashMap<>();

    @Inject
    Publisher publisher;

    @Inject
    ActionLogs actionLogs;

    @Inject
    Scheduler scheduler;

    @Inject
    Event<TransactionEnded> events;

    @Inject
    UserTransaction transaction;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    Publication publishAfterTheEnd() {
        TransactionEnded ended = new TransactionEnded(new AtomicReference<>());
        inTransaction(() -> events.fire(ended));
        return ended.publication().get();
    }

    void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) TransactionEnded event) {
        event.publication()
                .set(publisher.publish(draft -> draft.type("edges.row").eligibleNow()));
    }

    @Transactional
    Publication publish(String payload) {
        return publisher.publish(draft -> draft.type("edges.row").eligibleNow().payloadJson(payload));
    }

    @Transactional
    ActionLog read(long id) {
        return actionLogs.find(id).orElseThrow();
    }

    void publishToFail(String number) {
        publisher.publish(draft -> draft.type("edges.failing").eligibleNow().payload(number));
    }

    @Processor("edges.failing")
    Job failing(String number, LogRecord row) {
        statuses.put(number, registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION ? "none" : "some");
        throw new IllegalStateException("no job");
    }

    String statusOf(String number) {
        return statuses.getOrDefault(number, "never asked");
    }

    boolean runAndSeeWhetherMarked() {
        boolean[] marked = new boolean[1];
        inTransaction(() -> {
            scheduler.runOnce();
            marked[0] = registry.getTransactionStatus() != Status.STATUS_ACTIVE;
        });
        return marked[0];
    }

    private void inTransaction(Runnable work) {
        try {
            transaction.begin();
            work.run();
            transaction.commit();
        } catch (Exception e) {
            try {
                if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                    transaction.rollback();
                }
            } catch (SystemException hidden) {
                e.addSuppressed(hidden);
            }
            throw new IllegalStateException(e);
        }
    }
}
