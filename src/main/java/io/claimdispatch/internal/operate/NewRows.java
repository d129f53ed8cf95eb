package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionLog;
import io.claimdispatch.Draft;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.common.problem.OperatorNotices;
import io.claimdispatch.internal.store.NewWork;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.Applied;
import io.claimdispatch.internal.store.operate.RowBefore;
import io.claimdispatch.internal.store.publish.NewRow;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes rows for the console, each in one transaction with its events: by publishing, and as clones of others. */
@Component
@Dependent
public class NewRows {

    private static final Log LOG = Log.of(NewRows.class);

    private final Transactions transactions;
    private final ActionDatabase database;
    private final Publisher publisher;
    private final EventLog events;
    private final Event<NewWork> newWork;

    @Inject
    NewRows(
            Transactions transactions,
            ActionDatabase database,
            Publisher publisher,
            EventLog events,
            Event<NewWork> newWork) {
        this.transactions = transactions;
        this.database = database;
        this.publisher = publisher;
        this.events = events;
        this.newWork = newWork;
    }

    /**
     * When a new row is due.
     *
     * @param at a time; null for a delay
     * @param delay from the insert, by the database's clock
     */
    public record Due(@Nullable Instant at, Duration delay) {

        NewRow.Due ofRow() {
            return at == null ? new NewRow.In(Arguments.delay(delay)) : new NewRow.At(Arguments.time(at));
        }

        void fill(Draft draft) {
            if (at == null) {
                draft.eligibleIn(delay);
            } else {
                draft.eligibleAt(at);
            }
        }
    }

    /**
     * A clone.
     *
     * @param verdict what the caller is told
     * @param id of the clone; 0 if there is none
     */
    public record Clone(Verdict verdict, long id) {}

    /**
     * Publishes a row.
     *
     * @param fill sets all but the table and the time
     * @return its id
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0052 without a reason, CLAIM0254 if a row has the key already;
     *     and what the publisher refuses
     */
    public long publish(TableName table, Due due, Consumer<Draft> fill, Order order) {
        Author author = order.author();
        Arguments.reason(author.why());
        RowBefore row = transactions.joined("publishing a row", connection -> {
            Publication publication = publisher.publish(draft -> {
                fill.accept(draft.table(table.value()));
                due.fill(draft);
            });
            if (!publication.isStored()) {
                throw ConsoleProblems.keyTaken(table.value(), publication.id().orElse(0));
            }
            RowBefore made = row(connection, table, publication.id().orElseThrow());
            write(connection, table, ActionEvent.PUBLISH, made, author, null);
            return made;
        });
        log(author, "published", table, row);
        return row.id();
    }

    /**
     * Publishes the type, priority and payload of a row once more, without its key.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0052 without a reason, CLAIM0053 for the time, CLAIM0281 for a
     *     row of another version
     */
    public Clone copy(TableName table, long id, Due due, Order order) {
        Author author = order.author();
        Arguments.reason(author.why());
        NewRow.Due eligibleAt = due.ofRow();
        Made made = transactions.joined(
                "cloning row " + id, connection -> copy(connection, table, id, eligibleAt, order, author));
        RowBefore row = made.row();
        if (row == null) {
            return new Clone(made.verdict(), 0);
        }
        newWork.fire(NewWork.one(table, row.type()));
        log(author, "cloned " + table + "/" + id + " as", table, row);
        return new Clone(Verdict.DONE, row.id());
    }

    /** The result of a clone, with the new row. */
    private record Made(Verdict verdict, @Nullable RowBefore row) {}

    private Made copy(Connection connection, TableName table, long id, NewRow.Due due, Order order, Author author)
            throws SQLException {
        Applied locked = database.store().commands().look(connection, table, id, order.check(table));
        RowBefore source = locked.before();
        if (source == null) {
            return new Made(locked.verdict(), null);
        }
        ActionLog row = database.store().queries().findPayload(connection, table, id);
        if (row == null) {
            return new Made(Verdict.NOT_FOUND, null);
        }
        long clone = database.store()
                .inserts()
                .insert(connection, table, List.of(new NewRow(row.type(), row.payload(), null, row.priority(), due)))
                .get(0)
                .id();
        RowBefore made = row(connection, table, clone);
        events.write(
                connection,
                table,
                locked.at(),
                ActionEvent.CLONE,
                List.of(source),
                author,
                of -> ChangeDetail.cloned(of, clone));
        write(connection, table, ActionEvent.PUBLISH, made, author, ChangeDetail.cloneOf(id));
        return new Made(Verdict.DONE, made);
    }

    /** The row as its transaction has written it. */
    private RowBefore row(Connection connection, TableName table, long id) throws SQLException {
        Applied made = database.store().commands().look(connection, table, id, before -> {});
        RowBefore row = made.before();
        if (row == null) {
            throw new IllegalStateException("row " + id + " is not there, and was just inserted");
        }
        return row;
    }

    private void write(
            Connection connection, TableName table, String kind, RowBefore row, Author author, @Nullable String detail)
            throws SQLException {
        Instant now = database.store().events().now(connection, table);
        events.write(connection, table, now, kind, row, author, detail);
    }

    private static void log(Author author, String did, TableName table, RowBefore row) {
        LOG.log(OperatorNotices.changed(author.who(), did, table + "/" + row.id(), row.type(), author.why()));
    }
}
