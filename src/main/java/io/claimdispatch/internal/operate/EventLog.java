package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.NewEvent;
import io.claimdispatch.internal.store.operate.RowBefore;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the events of commands, each in the transaction of its command, and reads them. */
@Component
@Dependent
public class EventLog {

    private final Transactions transactions;
    private final ActionDatabase database;
    private final ThisNode node;

    @Inject
    EventLog(Transactions transactions, ActionDatabase database, ThisNode node) {
        this.transactions = transactions;
        this.database = database;
        this.node = node;
    }

    /** Writes one event about a type or family. */
    public void write(Connection connection, TableName table, String kind, TypePattern pattern, Author author)
            throws SQLException {
        Instant now = database.store().events().now(connection, table);
        NewEvent.Author by = by(author);
        write(connection, table, List.of(new NewEvent(now, kind, by, null, pattern.value(), null)));
    }

    /** Writes one event about no single row. */
    public void write(Connection connection, TableName table, Instant at, String kind, Author author, String detail)
            throws SQLException {
        write(connection, table, List.of(new NewEvent(at, kind, by(author), null, null, detail)));
    }

    /** Writes one event about a row that is left as it is. */
    public void write(TableName table, long id, String type, String kind, Author author) {
        transactions.joined("writing an event", connection -> {
            Instant now = database.store().events().now(connection, table);
            write(connection, table, List.of(new NewEvent(now, kind, by(author), id, type, null)));
            return true;
        });
    }

    /** Writes one event about a row. */
    public void write(
            Connection connection,
            TableName table,
            Instant at,
            String kind,
            RowBefore row,
            Author author,
            @Nullable String detail)
            throws SQLException {
        write(connection, table, List.of(new NewEvent(at, kind, by(author), row.id(), row.type(), detail)));
    }

    /**
     * Writes one event for each row.
     *
     * @param at when the rows were changed
     * @param detail of the row as it was before
     */
    public void write(
            Connection connection,
            TableName table,
            Instant at,
            String kind,
            List<RowBefore> rows,
            Author author,
            Function<RowBefore, String> detail)
            throws SQLException {
        NewEvent.Author by = by(author);
        List<NewEvent> events = rows.stream()
                .map(row -> new NewEvent(at, kind, by, row.id(), row.type(), detail.apply(row)))
                .toList();
        write(connection, table, events);
    }

    /** The command has changed its rows already, so a caller that goes on must not commit that without its events. */
    private void write(Connection connection, TableName table, List<NewEvent> events) throws SQLException {
        try {
            database.store().events().write(connection, table, events);
        } catch (SQLException | RuntimeException e) {
            transactions.refuseCommit();
            throw e;
        }
    }

    /** An author on this node. */
    public NewEvent.Author by(Author author) {
        return new NewEvent.Author(author.who(), author.why(), node.name(), author.origin());
    }

    List<ActionEvent> of(TableName table, long id, int limit) {
        return of(table, id, Long.MAX_VALUE, limit);
    }

    List<ActionEvent> of(TableName table, long id, long before, int limit) {
        return transactions.joined(
                "reading the events of a row",
                connection -> database.store().events().of(connection, table, id, before, limit));
    }

    List<ActionEvent> latest(TableName table, int limit) {
        return latest(table, Long.MAX_VALUE, limit);
    }

    List<ActionEvent> latest(TableName table, long before, int limit) {
        return transactions.joined(
                "reading events", connection -> database.store().events().latest(connection, table, before, limit));
    }
}
