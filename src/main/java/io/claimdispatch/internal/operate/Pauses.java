package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.Pause;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.common.problem.OperatorNotices;
import io.claimdispatch.internal.route.PauseChange;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/** Pauses and resumes types, and notifies this node. */
@Component
@Dependent
class Pauses {

    private static final Log LOG = Log.of(Pauses.class);

    private final Transactions transactions;
    private final ActionDatabase database;
    private final EventLog events;
    private final Event<PauseChange> changes;

    @Inject
    Pauses(Transactions transactions, ActionDatabase database, EventLog events, Event<PauseChange> changes) {
        this.transactions = transactions;
        this.database = database;
        this.events = events;
        this.changes = changes;
    }

    void pause(TableName table, TypePattern pattern, Author author) {
        transactions.joined("pausing a type", connection -> {
            database.store().pauses().pause(connection, table, pattern.value(), author.who(), author.reason());
            events.write(connection, table, ActionEvent.PAUSE, pattern, author);
            return true;
        });
        changes.fire(new PauseChange(table, pattern, true));
        LOG.log(OperatorNotices.paused(pattern.value(), table, author.who(), author.reason()));
    }

    Verdict resume(TableName table, TypePattern pattern, Author author) {
        boolean resumed = transactions.joined("resuming a type", connection -> {
            boolean ended = database.store().pauses().resume(connection, table, pattern.value());
            if (ended) {
                events.write(connection, table, ActionEvent.RESUME, pattern, author);
            }
            return ended;
        });
        if (!resumed) {
            return Verdict.NOT_FOUND;
        }
        changes.fire(new PauseChange(table, pattern, false));
        LOG.log(OperatorNotices.resumed(pattern.value(), table, author.who()));
        return Verdict.DONE;
    }

    List<Pause> paused(TableName table) {
        return transactions.joined(
                "reading which types are paused",
                connection -> database.store().pauses().paused(connection, table));
    }
}
