package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.OperatorNotices;
import io.claimdispatch.internal.store.NewWork;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.Applied;
import io.claimdispatch.internal.store.operate.Operation;
import io.claimdispatch.internal.store.operate.RowBefore;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs operator commands on single rows, and writes the event of each that changed its row. A command that makes a row
 * due wakes the loop once it has committed.
 */
@Component
@Dependent
class OperatorCommands {

    private static final Log LOG = Log.of(OperatorCommands.class);

    private final Transactions transactions;
    private final ActionDatabase database;
    private final EventLog events;
    private final Event<NewWork> newWork;

    @Inject
    OperatorCommands(Transactions transactions, ActionDatabase database, EventLog events, Event<NewWork> newWork) {
        this.transactions = transactions;
        this.database = database;
        this.events = events;
        this.newWork = newWork;
    }

    Verdict run(TableName table, long id, Operation operation, Author author) {
        return run(table, id, operation, author, before -> {});
    }

    /**
     * Runs a command.
     *
     * @param check is given the locked row before it is changed; may refuse it by an exception
     */
    Verdict run(TableName table, long id, Operation operation, Author author, Consumer<RowBefore> check) {
        Command command = Command.of(operation);
        Applied applied = transactions.joined("operating on row " + id, connection -> {
            Applied done = database.store().commands().operate(connection, table, id, operation, check);
            RowBefore before = done.before();
            if (before != null) {
                String detail = EventDetail.of(before, operation.moves(before.eligibleAt(), done.at()));
                events.write(connection, table, done.at(), command.kind(), List.of(before), author, row -> detail);
            }
            return done;
        });
        RowBefore before = applied.before();
        if (before != null) {
            if (command.makesDue()) {
                // types are not named: they have been in the table before, so they are known or will be discovered
                newWork.fire(NewWork.NOTHING_NEW);
            }
            LOG.log(OperatorNotices.changed(
                    author.who(), command.did(), table + "/" + id, before.type(), author.why()));
        }
        return applied.verdict();
    }

    /**
     * What is said of an operation.
     *
     * @param kind of the event
     * @param did in the log
     * @param makesDue whether the row may be due afterwards
     */
    private record Command(String kind, String did, boolean makesDue) {

        static Command of(Operation operation) {
            if (operation instanceof Operation.Cancel) {
                return new Command(ActionEvent.CANCEL, "cancelled", false);
            } else if (operation instanceof Operation.RetryNow) {
                return new Command(ActionEvent.RETRY_NOW, "retried", true);
            } else if (operation instanceof Operation.Requeue) {
                return new Command(ActionEvent.REQUEUE, "requeued", true);
            } else if (operation instanceof Operation.Delete) {
                return new Command(ActionEvent.DELETE, "deleted", false);
            }
            return new Command(ActionEvent.RESCHEDULE, "rescheduled", true);
        }
    }
}
