package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionState;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.store.operate.Operation;
import io.claimdispatch.internal.store.operate.RowBefore;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The commands of {@link io.claimdispatch.ActionLogs} as the console gives them: with a reason for each, with the way
 * they came in, and only on a row that is as its operator has seen it. That is compared while the row is locked, so
 * of two operators who decide at once, the second gets an error.
 */
@Component
@Dependent
public class OrderedCommands {

    /** What an error says of {@link #ENDED}. */
    private static final String ENDED_STATES = "processed, dead, cancelled, skipped or discarded";

    private static final Set<String> ENDED = Set.of(
            ActionState.PROCESSED.name(),
            ActionState.DEAD.name(),
            ActionState.CANCELLED.name(),
            ActionState.SKIPPED.name(),
            ActionState.DISCARDED.name());

    private final OperatorCommands commands;
    private final Pauses pauses;
    private final EventLog events;

    @Inject
    OrderedCommands(OperatorCommands commands, Pauses pauses, EventLog events) {
        this.commands = commands;
        this.pauses = pauses;
        this.events = events;
    }

    /**
     * Makes a waiting row due now.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0281 for a row of another version
     */
    public Verdict retryNow(TableName table, long id, Order order) {
        return run(table, id, new Operation.RetryNow(), order);
    }

    /**
     * Moves a waiting row to a time.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0053 for the time, CLAIM0281 for a row of another version
     */
    public Verdict reschedule(TableName table, long id, Instant eligibleAt, Order order) {
        return run(table, id, new Operation.RescheduleAt(Arguments.time(eligibleAt)), order);
    }

    /**
     * Moves a waiting row to a time from now.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0053 for the delay, CLAIM0281 for a row of another version
     */
    public Verdict reschedule(TableName table, long id, Duration delay, Order order) {
        return run(table, id, new Operation.RescheduleIn(Arguments.delay(delay)), order);
    }

    /**
     * Cancels a waiting row.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0052 without a reason, CLAIM0281 for a row of another version
     */
    public Verdict cancel(TableName table, long id, Order order) {
        return run(table, id, new Operation.Cancel(Arguments.reason(order.why())), order);
    }

    /**
     * Requeues a row that ended without success.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0281 for a row of another version
     */
    public Verdict requeue(TableName table, long id, Order order) {
        return run(table, id, new Operation.Requeue(), order);
    }

    /**
     * Deletes a row that has ended. One that waits is cancelled first: so that two slips are needed to lose work.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0052 without a reason, CLAIM0280 for a row that has not ended,
     *     CLAIM0281 for one of another version
     */
    public Verdict delete(TableName table, long id, Order order) {
        Arguments.reason(order.why());
        Consumer<RowBefore> check = order.check(table).andThen(before -> {
            if (!ENDED.contains(before.state())) {
                throw ConsoleProblems.rowInOtherState(table.value(), id, ENDED_STATES);
            }
        });
        return commands.run(table, id, new Operation.Delete(), order.author(), check);
    }

    private Verdict run(TableName table, long id, Operation operation, Order order) {
        return commands.run(table, id, operation, order.author(), order.check(table));
    }

    /**
     * Pauses a type or family.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0051 for the type or family, CLAIM0052 without a reason
     */
    public void pause(TableName table, String typeOrFamily, Order order) {
        Arguments.reason(order.why());
        pauses.pause(table, Arguments.pattern(typeOrFamily), order.author());
    }

    /**
     * Ends a pause.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0051 for the type or family
     */
    public Verdict resume(TableName table, String typeOrFamily, Order order) {
        return pauses.resume(table, Arguments.pattern(typeOrFamily), order.author());
    }

    /** Writes that the caller has seen a row's payload without its masks; to be called before it is shown. */
    public void unmasked(TableName table, long id, String type, Order order) {
        events.write(table, id, type, ActionEvent.UNMASK, order.author());
    }
}
