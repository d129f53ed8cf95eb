package io.claimdispatch.internal.store.dialect;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.SchemaProblems;
import io.claimdispatch.internal.ddl.Ddl;
import io.claimdispatch.internal.store.ActionStore;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.claim.DueTypes;
import io.claimdispatch.internal.store.claim.LockingClaim;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.claim.TypeSearch;
import io.claimdispatch.internal.store.claim.UnreadRows;
import io.claimdispatch.internal.store.completion.InDoubtQueries;
import io.claimdispatch.internal.store.completion.JdbcBatchCompletion;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.lease.ClaimLeases;
import io.claimdispatch.internal.store.lease.ExpiredLeases;
import io.claimdispatch.internal.store.lease.LockingLeases;
import io.claimdispatch.internal.store.lease.RowLeases;
import io.claimdispatch.internal.store.operate.BulkCandidates;
import io.claimdispatch.internal.store.operate.BulkRows;
import io.claimdispatch.internal.store.operate.FailureReads;
import io.claimdispatch.internal.store.operate.ListedFailures;
import io.claimdispatch.internal.store.operate.NodeRows;
import io.claimdispatch.internal.store.operate.RowCommands;
import io.claimdispatch.internal.store.operate.RowEdits;
import io.claimdispatch.internal.store.operate.RowEvents;
import io.claimdispatch.internal.store.operate.RowListing;
import io.claimdispatch.internal.store.operate.RowQueries;
import io.claimdispatch.internal.store.operate.TypePauses;
import io.claimdispatch.internal.store.operate.WriteRights;
import io.claimdispatch.internal.store.publish.BatchWriting;
import io.claimdispatch.internal.store.publish.InsertThenLookUp;
import io.claimdispatch.internal.store.publish.RowInserts;
import io.claimdispatch.internal.store.publish.RowWriter;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import io.claimdispatch.internal.store.statistics.StatisticRows;
import io.claimdispatch.internal.store.upkeep.HandWrittenRows;
import io.claimdispatch.internal.store.upkeep.OddRowScan;
import io.claimdispatch.internal.store.upkeep.RowPruning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The common part of the dialects: statements on rows whose ids are known, with times that were read from the
 * database's clock just before. A database's own statements are in its file; its class declares what the database can
 * do, and replaces a role where another implementation is shorter.
 */
public abstract class StandardDialect implements Dialect {

    private final Statements sql;
    private volatile @Nullable ActionStore store;

    /**
     * Creates the dialect of one database.
     *
     * @param sql its statements
     */
    protected StandardDialect(Statements sql) {
        this.sql = sql;
    }

    /** The statements by their names. */
    public final Statements statements() {
        return sql;
    }

    @Override
    public Instant now(Connection connection) throws SQLException {
        return store().ids().now(connection, TableName.ACTION_LOGS);
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
    public final ActionStore store() {
        ActionStore known = store;
        if (known == null) {
            known = compose(sequence());
            store = known;
        }
        return known;
    }

    private ActionStore compose(IdSequence ids) {
        RowPruning pruning = new RowPruning(this, sql, ids);
        return new ActionStore(
                ids,
                new RowInserts(ids, writing(), single()),
                claiming(ids),
                new UnreadRows(this, sql),
                types(ids),
                completing(ids),
                new InDoubtQueries(this, sql),
                leasing(ids),
                new ClaimLeases(this, sql, ids, locksGaps(), updatesLists()),
                new ExpiredLeases(this, sql, ids),
                new HandWrittenRows(this, sql, ids, mended(), !indexesStates()),
                new OddRowScan(this, sql, pruning),
                pruning,
                new RowQueries(this, sql, ids),
                new RowListing(this, sql, indexesStates()),
                failures(),
                new RowCommands(this, sql, ids),
                new RowEdits(this, sql),
                new TypePauses(this, sql, ids, pauseReplaces(), table -> missing(table, "${table}_paused")),
                new RowEvents(this, sql, ids, batches(), table -> missing(table, "${table}_events")),
                new BulkRows(this, sql, ids, table -> missing(table, "${table}_bulk")),
                new BulkCandidates(this, sql),
                new NodeRows(this, sql, ids, table -> missing(table, "${table}_nodes")),
                new StatisticRows(this, sql, ids, locksGaps(), table -> missing(table, "${table}_stats")),
                new WriteRights(sql));
    }

    private ClaimDispatchException missing(TableName table, String which) {
        return SchemaProblems.tableMissing(table.in(which), database(), new Ddl(ddl(), table).command());
    }

    /** The source of ids and the clock. */
    protected abstract IdSequence sequence();

    /** How rows are inserted, and how the owner of a key is found. */
    protected RowWriter writing() {
        return new InsertThenLookUp(this, sql, batch());
    }

    /**
     * Inserts one row without a key and returns its id, in one round trip, as a native query of JPA; null to draw the id
     * first. Embedded databases have no trips to save.
     */
    protected @Nullable NamedSql single() {
        return null;
    }

    /** Inserts with one statement per row, in batches if possible. */
    protected final BatchWriting batch() {
        return new BatchWriting(this, sql.get("insert_row"), batches());
    }

    /** How due rows are claimed. */
    protected RowClaims claiming(IdSequence sequence) {
        return new LockingClaim(this, sql, sequence);
    }

    /** How types are found that are due. */
    protected TypeSearch types(IdSequence sequence) {
        return new DueTypes(this, sql, sequence);
    }

    /** How outcomes are stored. */
    protected RowCompletions completing(IdSequence sequence) {
        return new JdbcBatchCompletion(this, sql, sequence, batches(), updatesLists());
    }

    /** How dead rows are grouped by their failures. */
    protected FailureReads failures() {
        return new ListedFailures(this, sql);
    }

    /** How leases are extended. */
    protected RowLeases leasing(IdSequence sequence) {
        return new LockingLeases(this, sql, sequence, updatesLists());
    }

    /** Whether a delete that finds no row locks the gap, so that others cannot insert there. */
    protected boolean locksGaps() {
        return false;
    }

    /** How many rows written by a person one transaction repairs. */
    protected int mended() {
        return HandWrittenRows.MANY;
    }

    /** Whether an update of a list of rows finds each by the primary key, and waits for no other row. */
    protected boolean updatesLists() {
        return true;
    }

    /** Whether JDBC batches can be used. */
    protected boolean batches() {
        return true;
    }

    /** Whether an index begins with the state; otherwise there is one of waiting and one of claimed rows. */
    protected boolean indexesStates() {
        return true;
    }

    /** Whether the insert of a pause replaces an existing one. */
    protected boolean pauseReplaces() {
        return false;
    }

    /**
     * Cuts an instant to what databases can store; does not round, so that the stored time is never later than the
     * given one.
     */
    protected static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
