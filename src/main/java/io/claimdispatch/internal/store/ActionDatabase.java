package io.claimdispatch.internal.store;

import io.claimdispatch.internal.Jndi;
import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.TableName;
import io.claimdispatch.internal.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The data source that the settings name, its dialect, and its tables, which are there once this bean is. */
@ApplicationScoped
public class ActionDatabase {

    private Settings settings;
    private DataSource dataSource;
    private Dialect dialect;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    ActionDatabase() {}

    @Inject
    @SuppressWarnings("NullAway.Init")
    ActionDatabase(Settings settings) {
        this.settings = settings;
    }

    /** Finds everything out once. Fails with the error that a user must see, and that stops the deployment. */
    @PostConstruct
    @SuppressWarnings("NullAway.Init")
    void open() {
        dataSource = Jndi.lookup(
                DataSource.class, settings.dataSource(), e -> Problems.dataSourceMissing(settings.dataSource(), e));
        try (Connection connection = dataSource.getConnection()) {
            dialect = Dialects.of(connection);
            StartProbe probe = new StartProbe(settings.dataSource(), dialect, settings.tables());
            probe.beforeTables(connection);
            for (TableName table : settings.tables()) {
                Schema.prepare(connection, dialect, table, settings.schema());
            }
            probe.tables(connection);
        } catch (SQLException e) {
            throw StartProbe.told(settings.dataSource(), e);
        }
    }

    /** Nothing but to be called: a proxy makes its bean when it is first used. */
    public void ready() {
        // open() has done it
    }

    /** The data source; its connections take part in the JTA transaction of their thread. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** The dialect of its database. */
    public Dialect dialect() {
        return dialect;
    }

    /** The statements in that dialect. */
    public ActionStore store() {
        return dialect.store();
    }
}
