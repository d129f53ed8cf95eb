package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Outage;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ClaimNotices;
import io.claimdispatch.internal.common.problem.DatabaseProblems;
import io.claimdispatch.internal.common.problem.NodeProblems;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.database.WriteProbe;
import io.claimdispatch.internal.store.failure.FailureKind;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
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
 * Stores outcomes one by one, each in its own transaction, after they could not be stored together. An outcome whose
 * row is itself to blame (see {@link Refusals}) is given up after some tries: its lease expires, and the row is
 * recovered as a failed attempt. All others are kept.
 */
@Component
@Dependent
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
    private final StoredOutcomes storedOutcomes;

    @Inject
    SingleCompletions(
            ActionDatabase database,
            Transactions transactions,
            InFlight inFlight,
            LostLeases lostLeases,
            InDoubtCommits inDoubt,
            Refusals refusals,
            WriteProbe probe,
            StoredOutcomes storedOutcomes) {
        this.database = database;
        this.transactions = transactions;
        this.inFlight = inFlight;
        this.lostLeases = lostLeases;
        this.inDoubt = inDoubt;
        this.storedOutcomes = storedOutcomes;
        this.refusals = refusals;
        this.probe = probe;
    }

    /** Records committed outcomes, stored singly or together. */
    void stored(Collection<ClaimRef> refs) {
        refusals.stored(refs);
        if (!refs.isEmpty() && outage.ends()) {
            LOG.log(ClaimNotices.outcomesStored());
        }
    }

    /** The number of refused outcomes that this node holds. */
    int refused() {
        return refusals.count();
    }

    /** How long the kept outcomes may wait for their next try. */
    Duration untilNextTry() {
        return refusals.untilNext();
    }

    /** Whether an outcome was refused before, and so is tried alone. */
    boolean isRefused(Completion completion) {
        return refusals.has(completion.ref());
    }

    /**
     * Retries outcomes that were refused before and whose time has come.
     *
     * @return the outcomes to keep
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
     * Stores each outcome alone.
     *
     * @param failure the failure to store them together, or null if that was not tried
     * @return the outcomes to keep, in the order to try them again
     */
    List<Completion> complete(List<Completion> completions, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.debug(completions.size() + " outcomes could not be stored together", failure);
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
                boolean isAnswered = !DatabaseProblems.isCommitUnanswered(e);
                if (kind == FailureKind.OF_THE_MOMENT && isAnswered) {
                    kept.add(completion);
                    continue;
                }
                boolean isRefused = kind == FailureKind.OF_THE_STATEMENT && isAnswered;
                if (isRefused) {
                    refusals.refused(completion.ref(), before);
                }
                // after the others, so that the next round begins with another one if all would fail
                refused.put(completion, e);
                isStopped = !isRefused || !isWritable(completion.ref().table(), writable);
            }
        }
        giveUp(refused);
        kept.addAll(refused.keySet());
        if (last != null && !kept.isEmpty() && kept.size() == completions.size()) {
            LOG.log(outage.failed(), NodeProblems.outcomesRefused(kept.size(), last), last);
        }
        return kept;
    }

    private void store(Completion completion) {
        Set<ClaimRef> stored = transactions.separate(
                "storing one outcome",
                connection -> database.store()
                        .completions()
                        .complete(connection, completion.ref().table(), List.of(completion)));
        if (stored.isEmpty()) {
            lostLeases.report(completion);
        }
        stored(stored);
        forget(completion);
        inFlight.completed(completion.ref().token());
        storedOutcomes.tell(List.of(completion), stored);
    }

    /** Probes the table once per round. If there is no row to probe, the others are tried all the same. */
    private boolean isWritable(TableName table, Set<TableName> writable) {
        if (!writable.contains(table) && probe.ask(table) != WriteProbe.Answer.REFUSED) {
            writable.add(table);
        }
        return writable.contains(table);
    }

    /** Removes the outcomes whose rows are to blame. */
    private void giveUp(Map<Completion, Throwable> refused) {
        List<ClaimRef> givenUp =
                refusals.judge(refused.keySet().stream().map(Completion::ref).toList());
        refused.entrySet().removeIf(each -> {
            Completion completion = each.getKey();
            boolean isGivenUp = givenUp.contains(completion.ref());
            if (isGivenUp) {
                LOG.log(ClaimNotices.outcomeGivenUp(completion.ref(), each.getValue()));
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
