package io.claimdispatch.container.api;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.Publisher;
import io.claimdispatch.Verdict;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Callers with a transaction, which publish and operate in it, and may take it back. */
@Stateless
public class InvoiceOffice {

    /** What the caller has seen before its transaction ended. */
    public record Seen(long id, Optional<ActionLog> published, Verdict cancelled, int events) {}

    @Inject
    Publisher publisher;

    @Inject
    ActionLogs actionLogs;

    @Resource
    SessionContext context;

    /** Publishes without a key, and reads and cancels what it has published, in one transaction. */
    public Seen publishAndCancel(Invoice invoice, boolean isRolledBack) {
        long id = publisher
                .quick(Invoice.ACTION, Duration.ofHours(1), invoice)
                .id()
                .orElseThrow();
        Optional<ActionLog> published = actionLogs.find(id);
        Verdict cancelled = actionLogs.cancel(id, "ann", "a slip");
        int events = actionLogs.events(id, 10).size();
        if (isRolledBack) {
            context.setRollbackOnly();
        }
        return new Seen(id, published, cancelled, events);
    }

    /** Moves a row and pauses a type that no other test has, in one transaction. */
    public Verdict rescheduleAndPause(long id, String type, boolean isRolledBack) {
        actionLogs.pause(type, "ann", "the bank is closed");
        Verdict verdict = actionLogs.reschedule(id, Duration.ofDays(2), "ann");
        if (isRolledBack) {
            context.setRollbackOnly();
        }
        return verdict;
    }
}
