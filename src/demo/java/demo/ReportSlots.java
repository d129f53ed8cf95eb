package demo;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Publishes reports, and never has more than {@value #SLOTS} of them open: any user can ask, and each is work and a file.
 *
 * <p>Every report takes a numbered slot, and the slot is its idempotency key. The table never holds two rows with the same type
 * and key, so the bound holds on all nodes at once, after a restart, and however many other rows there are. Counting the
 * newest rows could not promise that: two requests can count at the same time, and older rows are not among the newest.
 */
@ApplicationScoped
public class ReportSlots {

    /** So many reports may wait or run, or have failed, at once. */
    public static final int SLOTS = 20;

    @Inject
    private Publisher publisher;

    @Inject
    private ActionLogs actions;

    /** Publishes the report in a free slot; empty if there is none. Call it without a transaction. */
    public Optional<Publication> publish(ReportRequest wanted) {
        NavigableMap<Long, Integer> taken = new TreeMap<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            Publication publication = publishIn(slot, wanted);
            if (publication.isStored()) {
                return Optional.of(publication);
            }
            taken.put(publication.id().orElseThrow(), slot);
        }
        return publishInPlaceOfAProcessedOne(taken, wanted);
    }

    /**
     * A row keeps its key until it is deleted, so the oldest processed report makes room. Only a processed one does: it can
     * never run again. A dead letter can, and keeps its slot until an operator requeues or deletes it.
     */
    private Optional<Publication> publishInPlaceOfAProcessedOne(
            NavigableMap<Long, Integer> taken, ReportRequest wanted) {
        for (var holder : taken.entrySet()) {
            if (isProcessed(holder.getKey())) {
                actions.delete(holder.getKey(), "demo", "makes room for the next report");
                // another request may have been faster: then the slot is taken again, and the next one is tried
                Publication publication = publishIn(holder.getValue(), wanted);
                if (publication.isStored()) {
                    return Optional.of(publication);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isProcessed(long id) {
        return actions.find(id)
                .map(ActionLog::state)
                .filter(ActionState.PROCESSED::equals)
                .isPresent();
    }

    // Without a transaction of the caller's, publishing is one of its own.
    private Publication publishIn(int slot, ReportRequest wanted) {
        return publisher.quick(ReportRequest.ACTION, wanted, options -> options.idempotencyKey("report-slot-" + slot));
    }
}
