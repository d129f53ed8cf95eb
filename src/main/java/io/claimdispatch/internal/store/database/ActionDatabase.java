package io.claimdispatch.internal.store.database;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Jndi;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.ActionStore;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.probe.StartProbe;
import io.claimdispatch.internal.store.schema.Schema;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The configured data source, its dialect, and its tables, which exist once this is open. The node's start opens it; an
 * earlier call opens it itself. A call while the start waits or is refused gets the reason.
 */
@Component
@Dependent
public class ActionDatabase {

    private final Settings settings;
    private final StartState state;
    private volatile @Nullable Opened opened;
    private volatile boolean isChecked;
    private volatile @Nullable Thread starter;

    private record Opened(DataSource dataSource, Dialect dialect, boolean inMemory) {}

    @Inject
    public ActionDatabase(Settings settings, StartState state) {
        this.settings = settings;
        this.state = state;
    }

    /**
     * Tries once to open; does nothing if it is open. Call it outside of any transaction.
     *
     * @throws ClaimDispatchException CLAIM0103 if the database is not available yet; any other id is a permanent
     *     mistake
     */
    public synchronized void open() {
        if (opened == null) {
            DataSource dataSource = Jndi.lookup(DataSource.class, settings.dataSource(), this::missing);
            try (Connection connection = connect(dataSource)) {
                Dialect dialect = Dialects.of(connection);
                StartProbe probe = new StartProbe(settings.dataSource(), dialect, settings.tables());
                probe.beforeTables(connection);
                for (TableName table : settings.tables()) {
                    Schema.prepare(connection, dialect, table, settings.schema());
                }
                probe.tables(connection);
                opened = new Opened(
                        dataSource,
                        dialect,
                        InMemory.is(connection.getMetaData().getURL()));
            } catch (SQLException e) {
                throw DatabaseAbsence.isIn(e) ? awaited(e) : StartProbe.explained(settings.dataSource(), e);
            }
        }
    }

    /**
     * Marks the calling thread as the one that checks the database for the start; other threads meanwhile get the
     * problem of the last check.
     */
    public void starting() {
        starter = Thread.currentThread();
    }

    /** Records that all checks of the start passed. */
    public void started() {
        isChecked = true;
        starter = null;
    }

    /** Closes it, so that the next try of the start begins anew. */
    public synchronized void close() {
        isChecked = false;
        starter = null;
        opened = null;
    }

    private RuntimeException missing(NamingException e) {
        return DatabaseAbsence.isIn(e) ? awaited(e) : StartProblems.dataSourceMissing(settings.dataSource(), e);
    }

    /** Some pools throw unchecked exceptions. */
    private Connection connect(DataSource dataSource) {
        try {
            return dataSource.getConnection();
        } catch (SQLException | RuntimeException e) {
            throw DatabaseAbsence.isIn(e)
                    ? awaited(e)
                    : StartProblems.connectionRefused(settings.dataSource(), DatabaseAbsence.reason(e), e);
        }
    }

    /** The error about a database that is not available yet. */
    public ClaimDispatchException awaited(Throwable failure) {
        return StartProblems.databaseAwaited(settings.dataSource(), DatabaseAbsence.reason(failure), failure);
    }

    /**
     * Ensures that it is open.
     *
     * @throws ClaimDispatchException the reason why it is not
     */
    public void ready() {
        opened();
    }

    private Opened opened() {
        Opened now = opened;
        if (!isChecked && Thread.currentThread() != starter) {
            state.check();
        }
        if (now == null) {
            open();
            now = opened;
        }
        if (now == null) {
            // the start has just closed it, and is about to record why
            throw StartProblems.databaseAwaited(settings.dataSource(), "the node is starting", null);
        }
        return now;
    }

    /** Throws if the start waits or is refused; does not try to open. */
    public void check() {
        if (!isChecked) {
            state.check();
        }
    }

    /** The data source; its connections take part in the JTA transaction of their thread. */
    public DataSource dataSource() {
        return opened().dataSource();
    }

    /** The dialect of its database. */
    public Dialect dialect() {
        return opened().dialect();
    }

    /** Whether it is an in-memory database, whose rows are lost when it stops. */
    public boolean isInMemory() {
        return opened().inMemory();
    }

    /** The statements in that dialect. */
    public ActionStore store() {
        return dialect().store();
    }
}
