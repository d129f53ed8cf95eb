package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.Log;
import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.store.ActionDatabase;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.FailureKind;
import io.claimdispatch.internal.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stores outcomes one by one after they could not be stored together, each in a transaction of its own. If some can be
 * stored, the database is there, and the others are to blame themselves: they are given up after some tries, their leases
 * run out, and their rows come back as failed attempts. If the database is not there or has no room, all are kept; so are
 * those that met a deadlock or a lock.
 */
@ApplicationScoped
class SingleCompletions {

    private static final Log LOG = Log.of(SingleCompletions.class);

    /** More than one: not every failure says what kind it is. */
    private static final int MAX_TRIES = 5;

    private final Map<ClaimRef, Integer> tries = new ConcurrentHashMap<>();
    private ActionDatabase database;
    private Transactions transactions;
    private InFlight inFlight;
    private LostLeases lostLeases;
    private UnansweredCommits unanswered;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    SingleCompletions() {}

    @Inject
    SingleCompletions(
            ActionDatabase database,
            Transactions transactions,
            InFlight inFlight,
            LostLeases lostLeases,
            UnansweredCommits unanswered) {
        this.database = database;
        this.transactions = transactions;
        this.inFlight = inFlight;
        this.lostLeases = lostLeases;
        this.unanswered = unanswered;
    }

    /**
     * Tries each.
     *
     * @return those to be kept in hand
     */
    List<Completion> complete(List<Completion> completions, Throwable failure) {
        LOG.log(Level.WARNING, completions.size() + " outcomes could not be stored together: " + failure.getMessage());
        List<Completion> kept = new ArrayList<>();
        for (Completion completion : completions) {
            try {
                Set<ClaimRef> stored = transactions.separate(
                        "storing one outcome",
                        connection -> database.store()
                                .complete(connection, completion.ref().table(), List.of(completion)));
                if (stored.isEmpty()) {
                    lostLeases.report(completion);
                }
                forget(completion);
                inFlight.completed(completion.ref().token());
            } catch (RuntimeException | Error e) {
                unanswered.stored(e, List.of(completion));
                FailureKind kind = FailureKind.of(e);
                if (kind == FailureKind.OF_THE_DATABASE || Problems.isCommitUnanswered(e) || !isReachable()) {
                    kept.addAll(completions.subList(completions.indexOf(completion), completions.size()));
                    return kept;
                }
                if (kind == FailureKind.OF_THE_MOMENT || tries.merge(completion.ref(), 1, Integer::sum) < MAX_TRIES) {
                    kept.add(completion);
                } else {
                    LOG.log(
                            Level.ERROR,
                            "the outcome of " + completion.ref()
                                    + " cannot be stored; given up: the row comes back when its lease ends",
                            e);
                    forget(completion);
                    inFlight.givenUp(completion.ref());
                }
            }
        }
        return kept;
    }

    private void forget(Completion completion) {
        tries.remove(completion.ref());
        unanswered.forget(completion.ref());
    }

    private boolean isReachable() {
        try {
            transactions.separate(
                    "asking the time", connection -> database.dialect().now(connection));
            return true;
        } catch (RuntimeException | Error e) {
            return false;
        }
    }
}
