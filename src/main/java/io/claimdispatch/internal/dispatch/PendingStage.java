package io.claimdispatch.internal.dispatch;

import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.complete.Attempt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The wait of a row for its stage. The stage may be completed by any thread, in the middle of the registration, twice, never, or
 * when the application is gone: what happens then is plain Java, without a bean and without code of users.
 */
public final class PendingStage {

    private enum State {
        ON_THREAD,
        ALONE,
        COMPLETE
    }

    private final RunningRow row;
    private final AutoCloseable owned;
    private final @Nullable Throwable fault;
    private final CompletedStages.Box box;
    private final AtomicBoolean completed = new AtomicBoolean();
    private final AtomicReference<State> state = new AtomicReference<>(State.ON_THREAD);
    private volatile @Nullable Object value;
    private volatile @Nullable Throwable error;

    /**
     * Of a row that has left its thread.
     *
     * @param owned closed when the stage has completed
     * @param fault why the attempt has failed however the stage ends; null if nothing is known
     * @param box where it goes when the stage completes
     */
    PendingStage(RunningRow row, AutoCloseable owned, @Nullable Throwable fault, CompletedStages.Box box) {
        this.row = row;
        this.owned = owned;
        this.fault = fault;
        this.box = box;
    }

    /** Begins to wait. A stage that takes no action has failed. */
    void await(CompletionStage<?> stage) {
        try {
            stage.whenComplete(this::complete);
        } catch (Throwable e) {
            // checked ones too: a stage may be of a language without them
            complete(null, e);
        }
    }

    /** Only the first time counts: a stage of another implementation may tell its end twice. */
    private void complete(@Nullable Object result, @Nullable Throwable thrown) {
        if (completed.compareAndSet(false, true)) {
            // from now on its time limit is over
            row.end();
            value = result;
            error = thrown;
            if (state.getAndSet(State.COMPLETE) == State.ALONE) {
                box.add(this);
            }
        }
    }

    /** The thread that has called the work leaves; if the stage has completed meanwhile, it is brought back at once. */
    void leave() {
        if (!state.compareAndSet(State.ON_THREAD, State.ALONE)) {
            box.add(this);
        }
    }

    boolean isComplete() {
        return state.get() == State.COMPLETE;
    }

    /** What has waited. */
    public RunningRow row() {
        return row;
    }

    /** Its attempt. */
    public Attempt attempt() {
        return row.attempt();
    }

    /** Destroys the bean that has made the stage, if it was made for this row. */
    void release() throws Exception {
        owned.close();
    }

    /** Why the attempt has failed; null if it has not. */
    @Nullable
    Throwable failure() {
        if (fault != null) {
            return fault;
        }
        Throwable thrown = error;
        while (thrown instanceof CompletionException && thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        Object result = value;
        if (thrown == null && result != null && !(result instanceof Outcome)) {
            return AttemptProblems.stageValue(
                    attempt().row().type(), result.getClass().getName());
        }
        return thrown;
    }

    /** How it has ended if it has not failed; {@code null} is success. */
    @Nullable
    Outcome outcome() {
        return (Outcome) value;
    }
}
