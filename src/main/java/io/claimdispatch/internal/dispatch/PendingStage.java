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
 * A row that waits for its stage. Any thread may complete the stage: in the middle of the registration, twice, never,
 * or after the undeployment. So this is plain Java, without beans and user code.
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
     * Creates the wait of a row that has left its thread.
     *
     * @param owned closed when the stage has completed
     * @param fault why the attempt has failed, however the stage ends; null if it has not
     * @param box receives it when the stage completes
     */
    PendingStage(RunningRow row, AutoCloseable owned, @Nullable Throwable fault, CompletedStages.Box box) {
        this.row = row;
        this.owned = owned;
        this.fault = fault;
        this.box = box;
    }

    /** Begins to wait. A stage that accepts no dependent action has failed. */
    void await(CompletionStage<?> stage) {
        try {
            stage.whenComplete(this::complete);
        } catch (Throwable e) {
            // checked exceptions too: a stage may be written in a language without them
            complete(null, e);
        }
    }

    /** Only the first completion counts; a stage of another implementation may complete twice. */
    private void complete(@Nullable Object result, @Nullable Throwable thrown) {
        if (completed.compareAndSet(false, true)) {
            // from now on its time limit does not apply
            row.end();
            value = result;
            error = thrown;
            if (state.getAndSet(State.COMPLETE) == State.ALONE) {
                box.add(this);
            }
        }
    }

    /** The thread that called the work leaves; if the stage has completed meanwhile, the row is returned at once. */
    void leave() {
        if (!state.compareAndSet(State.ON_THREAD, State.ALONE)) {
            box.add(this);
        }
    }

    boolean isComplete() {
        return state.get() == State.COMPLETE;
    }

    /** The row that waits. */
    public RunningRow row() {
        return row;
    }

    /** Its attempt. */
    public Attempt attempt() {
        return row.attempt();
    }

    /** Destroys the bean that created the stage, if it was created for this row. */
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

    /** The outcome if it has not failed; {@code null} is success. */
    @Nullable
    Outcome outcome() {
        return (Outcome) value;
    }
}
