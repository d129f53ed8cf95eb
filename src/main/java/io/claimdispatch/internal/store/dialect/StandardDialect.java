package io.claimdispatch.internal.store.dialect;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ActionStore;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.statements.BatchCompleting;
import io.claimdispatch.internal.store.statements.BatchWriting;
import io.claimdispatch.internal.store.statements.Candidates;
import io.claimdispatch.internal.store.statements.Claiming;
import io.claimdispatch.internal.store.statements.Completing;
import io.claimdispatch.internal.store.statements.ComposedStore;
import io.claimdispatch.internal.store.statements.Drawing;
import io.claimdispatch.internal.store.statements.DueTypes;
import io.claimdispatch.internal.store.statements.Fence;
import io.claimdispatch.internal.store.statements.Inquiring;
import io.claimdispatch.internal.store.statements.Leasing;
import io.claimdispatch.internal.store.statements.ListWriting;
import io.claimdispatch.internal.store.statements.LockingClaim;
import io.claimdispatch.internal.store.statements.OddReading;
import io.claimdispatch.internal.store.statements.Recovering;
import io.claimdispatch.internal.store.statements.RowInserting;
import io.claimdispatch.internal.store.statements.RowLeasing;
import io.claimdispatch.internal.store.statements.RowMending;
import io.claimdispatch.internal.store.statements.RowOperating;
import io.claimdispatch.internal.store.statements.RowPausing;
import io.claimdispatch.internal.store.statements.RowPruning;
import io.claimdispatch.internal.store.statements.RowReader;
import io.claimdispatch.internal.store.statements.RowReading;
import io.claimdispatch.internal.store.statements.TryWriting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What databases without UPDATE … RETURNING have in common: statements on rows whose ids are known, with times that were
 * read from the database's clock just before. Where a database says something in another way, its class replaces the text.
 */
public abstract class StandardDialect implements Dialect {

    /** Up to the rows, of which each is a {@link #ROW}. */
    private static final String INSERT = """
            INSERT INTO action_logs
                (id, type, payload, payload_size, idempotency_key, state, priority, end_at, fail_count, created_at, updated_at)
            VALUES
            """;

    private static final String ROW = "(?, ?, ?, ?, ?, 'WAITING', ?, ?, 0, ?, ?)";

    private static final String FIND = "SELECT id FROM action_logs WHERE type = ? AND idempotency_key = ?";

    /** What is due, as the index has it; ordered by all of its leading columns, or some databases would sort. */
    private static final String DUE = """
            WHERE state = 'WAITING' AND priority = ? AND end_at <= ? AND <type> IN (?*) <after>
            ORDER BY state, priority, end_at, id
            """;

    /** What a walk over the due rows of other types reads. */
    private static final String WALKED = "type, end_at, id";

    private static final String AFTER = "AND end_at >= ? AND (end_at > ? OR id > ?)";

    /** Of the two columns that have no bound of their own: bytes in MariaDB and MySQL, characters in H2 and Derby. */
    private static final String BYTES = "(LENGTH(payload) + COALESCE(LENGTH(errors), 0))";

    /** %1$s is {@link #byId}, here and below. */
    private static final String LOCK_DUE = """
            SELECT %2$s FROM action_logs %1$s
             WHERE id IN (?*) AND state = 'WAITING' AND end_at <= ?
            """;

    private static final String CLAIM = """
            UPDATE action_logs %s
               SET state = 'CLAIMED', claimed_at = ?, claimed_by = ?, claim_token = ?, lease_until = ?, updated_at = ?
             WHERE id IN (?*) AND state = 'WAITING'
            """;

    private static final String RENEW = "UPDATE action_logs %s SET lease_until = ?, updated_at = ? WHERE id IN (?*)";

    private static final String FENCE = " WHERE id = ? AND claim_token = ? AND state = 'CLAIMED'";

    private static final String UNCLAIMED =
            " claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?";

    private static final String LOCK_CLAIMED =
            "SELECT id, claim_token FROM action_logs %s WHERE id IN (?*) AND state = 'CLAIMED' ";

    @Override
    public Instant now(Connection connection) throws SQLException {
        return drawing().now(connection, TableName.ACTION_LOGS);
    }

    @Override
    public void bindText(PreparedStatement statement, int index, @Nullable String text) throws SQLException {
        statement.setString(index, text);
    }

    @Override
    public @Nullable String readText(ResultSet row, int index) throws SQLException {
        return row.getString(index);
    }

    @Override
    public ActionStore store() {
        return new ComposedStore(
                drawing(),
                new RowInserting(this, drawing(), writing(), FIND),
                claiming(),
                completing(),
                leasing(),
                recovering(),
                new RowMending(this, drawing(), recovering().words(), mended()),
                new OddReading(this, pruning()),
                new DueTypes(this, drawing(), due(WALKED, "NOT IN", ""), due(WALKED, "NOT IN", AFTER)),
                new Inquiring(this),
                new RowReading(this, drawing(), limit()),
                operating(),
                pruning(),
                new RowPausing(this, drawing(), onPauseConflict(), unlocked()));
    }

    public abstract Drawing drawing();

    /** Cuts the number of rows to a parameter. */
    protected String limit() {
        return "FETCH FIRST ? ROWS ONLY";
    }

    /** Between the table and WHERE: names the index of due rows, where the planner needs to be told. */
    protected String dueIndex() {
        return "";
    }

    /** The type, as something that the index of due rows can tell but is not searched for. */
    protected String typeInIndex() {
        return "type";
    }

    /** Names the primary key in statements that have a list of ids, where the planner needs to be told. */
    protected String byId() {
        return "";
    }

    /** Before a statement that must meet rows as they are now, whatever the transaction has read before. */
    public String current() {
        return "";
    }

    /** Locks what a query selects, and waits for others. */
    protected String lock() {
        return "FOR UPDATE";
    }

    /** Locks what a query selects, and leaves out what others have locked. */
    protected String lockFree() {
        return "FOR UPDATE SKIP LOCKED";
    }

    /** How many rows that only a person can have written are mended by one transaction. */
    protected int mended() {
        return RowMending.MANY;
    }

    /** After an unlocked read of no consequence. */
    protected String unlocked() {
        return "";
    }

    /** Reads the state of a row that a statement has just passed over without changing it. */
    protected String look() {
        return RowOperating.LOOK;
    }

    /** Leaves out so many rows and returns the next. */
    protected String skipTo() {
        return "OFFSET ? ROWS FETCH NEXT 1 ROWS ONLY";
    }

    /** The state, as no index has it: that of due rows would be searched for the rows of a whole state. */
    protected String stateOutsideOfIndex() {
        return "state || ''";
    }

    /** A deletion by a list of ids, up to its WHERE. */
    protected String deleteFrom() {
        return "DELETE FROM action_logs";
    }

    /** After the insert of a pause: what becomes of the row that is there; empty if that cannot be said. */
    protected String onPauseConflict() {
        return "";
    }

    /** Whether JDBC batches can be used. */
    protected boolean batches() {
        return true;
    }

    protected BatchWriting batch() {
        return new BatchWriting(this, current() + INSERT + ROW, batches());
    }

    protected RowInserting.Writing writing() {
        return new TryWriting(this, batch(), FIND, current() + FIND + " " + lock());
    }

    /** Rows by the statement itself, without batches of the driver. */
    protected ListWriting lists() {
        return new ListWriting(this, current() + INSERT, ROW, "");
    }

    public Candidates candidates() {
        return new Candidates(
                this, due("id, end_at, payload_size", "IN", ""), due("id, end_at, payload_size", "IN", AFTER));
    }

    private String due(String columns, String in, String after) {
        return "SELECT " + columns + " FROM action_logs " + dueIndex() + "\n"
                + DUE.replace("<type> IN", typeInIndex() + " " + in).replace("<after>", after)
                + limit() + " " + unlocked();
    }

    public Claiming claiming() {
        return new LockingClaim(
                this,
                drawing(),
                candidates(),
                lockDue(RowReader.columnsUpTo(BYTES, LockingClaim.AT_ONCE)),
                lockDue(RowReader.COLUMNS + ", " + BYTES),
                byId(CLAIM));
    }

    protected Completing completing() {
        return new BatchCompleting(
                this,
                drawing(),
                new Fence(this, byId(LOCK_CLAIMED) + lock()),
                new BatchCompleting.Statements(
                        update("state = 'PROCESSED', processed_at = ?, lease_until = NULL, updated_at = ?"),
                        update("state = 'WAITING', end_at = ?, fail_count = ?, errors = ?," + UNCLAIMED),
                        update("state = 'WAITING', end_at = ?," + UNCLAIMED),
                        update("state = 'WAITING'," + UNCLAIMED),
                        update("state = 'DEAD', fail_count = ?, errors = ?, lease_until = NULL, updated_at = ?"),
                        update("state = ?, reason = ?, lease_until = NULL, updated_at = ?")),
                batches());
    }

    private String lockDue(String columns) {
        return current() + String.format(Locale.ROOT, LOCK_DUE, byId(), columns) + lockFree();
    }

    private String byId(String statement) {
        return current() + String.format(Locale.ROOT, statement, byId());
    }

    private String update(String set) {
        return current() + "UPDATE action_logs SET " + set + FENCE;
    }

    protected Leasing leasing() {
        return new RowLeasing(
                this,
                drawing(),
                new Fence(this, byId(LOCK_CLAIMED) + lockFree()),
                new RowLeasing.Statements(
                        """
                        SELECT id, claim_token FROM action_logs
                         WHERE state = 'CLAIMED' AND claimed_by = ? AND claim_token IN (?*)
                        """ + unlocked(),
                        byId(RENEW),
                        update("execution_id = ?, reason = COALESCE(?, reason), updated_at = ?")));
    }

    public Recovering recovering() {
        return new Recovering(
                this, drawing(), new Recovering.Words(limit(), unlocked(), current(), byId(), lockFree(), BYTES));
    }

    public RowOperating operating() {
        return new RowOperating(
                this, drawing(), new RowOperating.Words("state", current(), byId(), look(), lockFree()));
    }

    public RowPruning pruning() {
        return new RowPruning(
                this,
                drawing(),
                new RowPruning.Words(
                        skipTo(), stateOutsideOfIndex(), byId(), current(), lockFree(), deleteFrom(), unlocked()));
    }

    /** What the databases can hold; cut off, not rounded, so that what was stored is never later than what was said. */
    protected static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
