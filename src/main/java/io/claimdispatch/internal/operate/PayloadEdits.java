package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.common.problem.OperatorNotices;
import io.claimdispatch.internal.common.problem.PublishProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.payload.Payloads;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.Applied;
import io.claimdispatch.internal.store.operate.RowBefore;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Edits payloads for the console. The stored payload is read, compared with what the operator has seen, changed and
 * written while the row is locked, in one transaction with the event.
 */
@Component
@Dependent
public class PayloadEdits {

    private static final Log LOG = Log.of(PayloadEdits.class);

    /** Rows that may run, or may run again; the payload of another one is history. */
    private static final Set<String> STATES = Set.of(
            ActionState.WAITING.name(),
            ActionState.DEAD.name(),
            ActionState.CANCELLED.name(),
            ActionState.SKIPPED.name(),
            ActionState.DISCARDED.name());

    private final Transactions transactions;
    private final ActionDatabase database;
    private final Settings settings;
    private final EventLog events;

    @Inject
    PayloadEdits(Transactions transactions, ActionDatabase database, Settings settings, EventLog events) {
        this.transactions = transactions;
        this.database = database;
        this.settings = settings;
        this.events = events;
    }

    /** The result of an edit, with the row that was changed. */
    private record Done(Applied applied, boolean isChanged) {}

    /**
     * Edits the payload of a row. One that stays as it is leaves no event.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0052 without a reason, CLAIM0281 for a row or payload of
     *     another version, CLAIM0004, CLAIM0005 and CLAIM0014 for a payload that no row can have; and whatever the
     *     change throws
     */
    public Verdict edit(TableName table, long id, PayloadChange change, Order order) {
        Author author = order.author();
        Arguments.reason(author.why());
        Done done = transactions.joined(
                "editing the payload of row " + id, connection -> edit(connection, table, id, change, order));
        RowBefore before = done.applied().before();
        if (before != null && done.isChanged()) {
            LOG.log(OperatorNotices.changed(author.who(), "edited", table + "/" + id, before.type(), author.why()));
        }
        return done.applied().verdict();
    }

    private Done edit(Connection connection, TableName table, long id, PayloadChange change, Order order)
            throws SQLException {
        Applied locked = database.store().commands().look(connection, table, id, before -> {});
        RowBefore before = locked.before();
        if (before == null) {
            return new Done(locked, false);
        }
        ActionLog row = database.store().queries().findPayload(connection, table, id);
        if (row == null || !STATES.contains(before.state())) {
            return new Done(new Applied(Verdict.WRONG_STATE, null, locked.at()), false);
        }
        PayloadChange.Edited edited = change.of(row.payload(), isSeen(table, before, row.payload(), order));
        String payload = checked(before.type(), edited.payload());
        if (payload.equals(row.payload())) {
            return new Done(locked, false);
        }
        if (!database.store().edits().edit(connection, table, id, payload, locked.at())) {
            // should a server have lent a connection that is in no transaction, the lock holds nothing
            return new Done(new Applied(Verdict.CLAIMED, null, locked.at()), false);
        }
        events.write(
                connection,
                table,
                locked.at(),
                ActionEvent.EDIT,
                List.of(before),
                order.author(),
                of -> ChangeDetail.edited(of, edited));
        return new Done(locked, true);
    }

    /** Whether the operator has seen this very payload, and not only the row. */
    private static boolean isSeen(TableName table, RowBefore before, String payload, Order order) {
        String version = order.version();
        String row = RowVersion.of(before);
        if (version == null || version.equals(row)) {
            return false;
        }
        if (!version.equals(PayloadVersion.of(row, payload))) {
            throw ConsoleProblems.rowChanged(table.value(), before.id());
        }
        return true;
    }

    private String checked(String type, String json) {
        String storable = Payloads.checked(type, json);
        int size = storable.getBytes(StandardCharsets.UTF_8).length;
        if (size > settings.maxPayload()) {
            throw PublishProblems.payloadTooLarge(type, size, settings.maxPayload());
        }
        return storable;
    }
}
