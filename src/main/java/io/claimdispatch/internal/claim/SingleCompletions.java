package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Outage;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.FailureKind;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.database.WriteProbe;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores outcomes one by one after they could not be stored together, each in a transaction of its own. Those whose rows
 * are to blame themselves, see {@link Refusals}, are given up after some tries: their leases run out, and their rows come
 * back as failed attempts. All others stay in hand.
 */
@Component
class SingleCompletions {

    private static final Log LOG = Log.of(SingleCompletions.class);

    private final Outage outage = new Outage();
    private final ActionDatabase database;
    private final Transactions transactions;
    private final InFlight inFlight;
    private final LostLeases lostLeases;
    private final InDoubtCommits inDoubt;
    private final Refusals refusals;
    private final WriteProbe probe;
    private final StoredOutcomes told;

    @Inject
    SingleCompletions(
            ActionDatabase database,
            Transactions transactions,
            InFlight inFlight,
            LostLeases lostLeases,
            InDoubtCommits inDoubt,
            Refusals refusals,
            WriteProbe probe,
            StoredOutcomes told) {
        this.database = database;
        this.transactions = transactions;
        this.inFlight = inFlight;
        this.lostLeases = lostLeases;
        this.inDoubt = inDoubt;
        this.told = told;
        this.refusals = refusals;
        this.probe = probe;
    }

    /** Outcomes are committed, here or together. */
    void stored(Collection<ClaimRef> refs) {
        refusals.stored(refs);
        if (!refs.isEmpty() && outage.ends()) {
            LOG.log(Level.INFO, "the database stores outcomes again");
        }
    }

    /** How many that were refused are in hand. */
    int refused() {
        return refusals.count();
    }

    /** How long what is in hand may wait for its next try. */
    Duration untilNextTry() {
        return refusals.untilNext();
    }

    /** Whether it was refused before, and so is to be tried alone. */
    boolean isRefused(Completion completion) {
        return refusals.has(completion.ref());
    }

    /**
     * Tries those again that were refused before, each not before its time has come.
     *
     * @return those to be kept in hand
     */
    List<Completion> tryAgain(List<Completion> completions) {
        List<Completion> due =
                completions.stream().filter(each -> refusals.isDue(each.ref())).toList();
        List<Completion> kept = new ArrayList<>(completions);
        kept.removeAll(due);
        if (!due.isEmpty()) {
            kept.addAll(complete(due, null));
        }
        return kept;
    }

    /**
     * Tries each.
     *
     * @param failure of the try to store them together, if there was one
     * @return those to be kept in hand, in the order in which they are to be tried again
     */
    List<Completion> complete(List<Completion> completions, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.log(Level.DEBUG, completions.size() + " outcomes could not be stored together", failure);
        }
        Map<TableName, Long> before = refusals.stored();
        List<Completion> kept = new ArrayList<>();
        Map<Completion, Throwable> refused = new LinkedHashMap<>();
        Set<TableName> writable = new HashSet<>();
        @Nullable Throwable last = failure;
        boolean isStopped = false;
        for (Completion completion : completions) {
            if (isStopped) {
                kept.add(completion);
                continue;
            }
            try {
                store(completion);
            } catch (RuntimeException | Error e) {
                last = e;
                inDoubt.stored(e, List.of(completion));
                FailureKind kind = FailureKind.of(e);
                boolean isAnswered = !Problems.isCommitUnanswered(e);
                if (kind == FailureKind.OF_THE_MOMENT && isAnswered) {
                    kept.add(completion);
                    continue;
                }
                boolean isRefused = kind == FailureKind.OF_THE_STATEMENT && isAnswered;
                if (isRefused) {
                    refusals.refused(completion.ref(), before);
                }
                // behind the others: where they would fail as well, the next round begins with another one
                refused.put(completion, e);
                isStopped = !isRefused || !isWritable(completion.ref().table(), writable);
            }
        }
        giveUp(refused);
        kept.addAll(refused.keySet());
        if (last != null && !kept.isEmpty() && kept.size() == completions.size()) {
            LOG.log(outage.failed(), Problems.outcomesRefused(kept.size(), last).getMessage(), last);
        }
        return kept;
    }

    private void store(Completion completion) {
        Set<ClaimRef> stored = transactions.separate(
                "storing one outcome",
                connection ->
                        database.store().complete(connection, completion.ref().table(), List.of(completion)));
        if (stored.isEmpty()) {
            lostLeases.report(completion);
        }
        stored(stored);
        forget(completion);
        inFlight.completed(completion.ref().token());
        told.tell(List.of(completion), stored);
    }

    /** Asked once a round. Where there is nothing to write to, the others are tried all the same. */
    private boolean isWritable(TableName table, Set<TableName> writable) {
        if (!writable.contains(table) && probe.ask(table) != WriteProbe.Answer.REFUSED) {
            writable.add(table);
        }
        return writable.contains(table);
    }

    /** Takes those out whose rows are to blame. */
    private void giveUp(Map<Completion, Throwable> refused) {
        List<ClaimRef> givenUp =
                refusals.judge(refused.keySet().stream().map(Completion::ref).toList());
        refused.entrySet().removeIf(each -> {
            Completion completion = each.getKey();
            boolean isGivenUp = givenUp.contains(completion.ref());
            if (isGivenUp) {
                LOG.log(
                        Level.ERROR,
                        "the outcome of " + completion.ref()
                                + " cannot be stored; given up: the row comes back when its lease ends",
                        each.getValue());
                forget(completion);
                inFlight.givenUp(completion.ref());
            }
            return isGivenUp;
        });
    }

    private void forget(Completion completion) {
        refusals.forget(completion.ref());
        inDoubt.forget(completion.ref());
    }
}
