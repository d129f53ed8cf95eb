package io.claimdispatch.internal.store.database;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Jndi;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.ActionStore;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.probe.StartProbe;
import io.claimdispatch.internal.store.schema.Schema;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The data source that the settings name, its dialect, and its tables, which are there once this is open. The node's start
 * opens it; a call that comes before the start does so itself. A call while the start waits or is refused gets the reason.
 */
@Component
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
     * Tries once; does nothing if it is open. To be called outside of any transaction.
     *
     * @throws ClaimDispatchException CLAIM0103 if the database is not there yet; any other is a mistake that lasts
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
                throw DatabaseAbsence.isIn(e) ? awaited(e) : StartProbe.told(settings.dataSource(), e);
            }
        }
    }

    /** The thread that calls this looks at the database for the start; others get the problem of the last look meanwhile. */
    public void starting() {
        starter = Thread.currentThread();
    }

    /** All that the start looks at is right. */
    public void started() {
        isChecked = true;
        starter = null;
    }

    /** Another try of the start is to begin from the beginning. */
    public synchronized void close() {
        isChecked = false;
        starter = null;
        opened = null;
    }

    private RuntimeException missing(NamingException e) {
        return DatabaseAbsence.isIn(e) ? awaited(e) : Problems.dataSourceMissing(settings.dataSource(), e);
    }

    /** Some pools throw unchecked exceptions. */
    private Connection connect(DataSource dataSource) {
        try {
            return dataSource.getConnection();
        } catch (SQLException | RuntimeException e) {
            throw DatabaseAbsence.isIn(e)
                    ? awaited(e)
                    : Problems.connectionRefused(settings.dataSource(), DatabaseAbsence.reason(e), e);
        }
    }

    /** The error about a database that is not there yet. */
    public ClaimDispatchException awaited(Throwable failure) {
        return Problems.databaseAwaited(settings.dataSource(), DatabaseAbsence.reason(failure), failure);
    }

    /**
     * Makes sure that it is open.
     *
     * @throws ClaimDispatchException why it is not
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
            // the start has closed it at this moment, and is about to say why
            throw Problems.databaseAwaited(settings.dataSource(), "the node is starting", null);
        }
        return now;
    }

    /** Without a try: throws if the start waits or is refused. */
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

    /** Whether its rows are lost when it ends. */
    public boolean isInMemory() {
        return opened().inMemory();
    }

    /** The statements in that dialect. */
    public ActionStore store() {
        return dialect().store();
    }
}
