package io.claimdispatch.internal.store.schema;

import static io.claimdispatch.internal.store.schema.SchemaCatalog.MAIN;
import static io.claimdispatch.internal.store.schema.SchemaCatalog.VERSIONS;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.SchemaProblems;
import io.claimdispatch.internal.config.SchemaMode;
import io.claimdispatch.internal.ddl.Ddl;
import io.claimdispatch.internal.ddl.Ddl.Phase;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.failure.FailureKind;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.schema.SchemaCatalog.Version;
import io.claimdispatch.internal.store.schema.SideTables.SideTable;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Ensures that a table exists and is ours, with the tables beside it and that of its version. */
public final class Schema {

    private static final Log LOG = Log.of(Schema.class);

    private static final Set<String> FIRST_COLUMNS = Set.of(
            "id",
            "type",
            "payload",
            "payload_size",
            "idempotency_key",
            "state",
            "priority",
            "end_at",
            "claimed_at",
            "claimed_by",
            "claim_token",
            "lease_until",
            "execution_id",
            "processed_at",
            "fail_count",
            "errors",
            "reason",
            "created_at",
            "updated_at");

    /** The columns that the upgrade from version 1 adds. */
    private static final Set<String> ADDED_COLUMNS =
            Set.of("set_aside", "failure", "trace", "ordering_key", "expires_at");

    private static final int MAX_TRIES = 3;

    /**
     * One lock for the whole JVM, since a literal is the same object for all class loaders: an H2 inside a server
     * leaves copies of a table behind if two applications alter it at once, and has no lock that outlasts a DDL
     * statement.
     */
    private static final String OF_THIS_JVM = "io.claimdispatch.internal.store.schema.Schema";

    private final Connection connection;
    private final Dialect dialect;
    private final TableName table;
    private final Ddl ddl;
    private final SchemaCatalog catalog;

    private Schema(Connection connection, Dialect dialect, TableName table) {
        this.connection = connection;
        this.dialect = dialect;
        this.table = table;
        this.ddl = new Ddl(dialect.ddl(), table);
        this.catalog = new SchemaCatalog(connection, table);
    }

    /**
     * Prepares one table. Other nodes may do the same at the same time, and nodes of the previous version may run.
     *
     * @param connection outside of any transaction
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0021 without a table, CLAIM0022 if it is of an older
     *     version, lacks columns or its sequence, or is of a newer version that nodes of ours may not run on
     * @throws SQLException if the database cannot be reached or refuses to create
     */
    public static void prepare(Connection connection, Dialect dialect, TableName table, SchemaMode mode)
            throws SQLException {
        if (mode == SchemaMode.NONE) {
            return;
        }
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            connection.setAutoCommit(true);
        }
        try {
            new Schema(connection, dialect, table).prepareInTurn(mode);
        } finally {
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        }
    }

    /**
     * Prepares with retries: nodes that start together may collide in the database's catalog, where Derby lets them
     * wait for each other in vain.
     */
    private void prepareInTurn(SchemaMode mode) throws SQLException {
        boolean create = mode == SchemaMode.CREATE || mode == SchemaMode.AUTO && dialect.embedded();
        for (int tries = 1; ; tries++) {
            try {
                refuseNewer();
                if (create) {
                    synchronized (OF_THIS_JVM) {
                        refuseForeign();
                        upgrade();
                        create();
                    }
                }
                validate();
                return;
            } catch (SQLException e) {
                if (tries == MAX_TRIES || FailureKind.of(e) != FailureKind.OF_THE_MOMENT) {
                    throw e;
                }
            }
        }
    }

    /** Refuses a table of a newer version, before all other checks, which do not apply to it. */
    private void refuseNewer() throws SQLException {
        Version version = catalog.version();
        if (version != null && version.compatibleFrom() > Ddl.VERSION) {
            throw SchemaProblems.tableNewer(
                    table.value(), dialect.database(), version.number(), version.compatibleFrom(), Ddl.VERSION);
        }
    }

    /** Refuses a foreign table of the same name before anything is changed. */
    private void refuseForeign() throws SQLException {
        if (catalog.exists(MAIN)) {
            complete(MAIN, missing(MAIN, FIRST_COLUMNS));
        }
    }

    /** Whether an upgrade is needed before this version can run. */
    private boolean isOld(@Nullable Version version) throws SQLException {
        return version == null
                || version.number() < Ddl.VERSION
                || version.number() == Ddl.VERSION && !hasAddedColumns();
    }

    /**
     * Upgrades. In a database inside the server, both phases at once. Elsewhere nodes of the previous version may run,
     * so the second phase is left to people, who know when the last of them has stopped.
     */
    private void upgrade() throws SQLException {
        if (!catalog.exists(MAIN) || !isOld(catalog.version()) && !isUnfinished(catalog.version())) {
            return;
        }
        String lock = dialect.lockForChange();
        if (lock == null) {
            change();
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(table.in(lock));
            change();
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void change() throws SQLException {
        Version version = catalog.version();
        if (isOld(version)) {
            SchemaChange.apply(connection, ddl.upgrade(upgradedFrom(version), Phase.BEFORE));
        }
        Version now = catalog.version();
        if (now != null && isUnfinished(now)) {
            SchemaChange.apply(connection, ddl.upgrade(compatibleFrom(now), Phase.AFTER));
        }
    }

    private boolean isUnfinished(@Nullable Version version) {
        return dialect.embedded() && version != null && version.compatibleFrom() < Ddl.VERSION;
    }

    private boolean hasAddedColumns() throws SQLException {
        return catalog.columns(MAIN).containsAll(ADDED_COLUMNS);
    }

    /**
     * The version to upgrade from. A table with a later number but without the columns was created while version 2 was
     * developed.
     */
    private int upgradedFrom(@Nullable Version version) throws SQLException {
        return version == null || !hasAddedColumns()
                ? Ddl.FIRST
                : Math.max(Ddl.FIRST, Math.min(version.number(), Ddl.VERSION - 1));
    }

    private static int compatibleFrom(Version version) {
        return Math.max(Ddl.FIRST, version.compatibleFrom());
    }

    private void create() throws SQLException {
        if (!catalog.exists(MAIN) || isSideTableMissing() || catalog.version() == null) {
            SchemaChange.apply(connection, ddl.whole());
        }
    }

    private boolean isSideTableMissing() throws SQLException {
        for (SideTable side : SideTables.ALL) {
            if (!catalog.exists(side.name())) {
                return true;
            }
        }
        return false;
    }

    private void validate() throws SQLException {
        Set<String> missing = missing(MAIN, FIRST_COLUMNS);
        Version version = catalog.version();
        if (missing.isEmpty() && isOld(version)) {
            int from = upgradedFrom(version);
            throw SchemaProblems.tableOld(
                    table.value(),
                    dialect.database(),
                    from,
                    Ddl.VERSION,
                    ddl.command(from, Phase.BEFORE),
                    ddl.command(from, Phase.AFTER));
        }
        try {
            // Costs one id, and shows that sequence and clock work.
            dialect.store().ids().next(connection, table);
        } catch (SQLException e) {
            if (!SqlStates.isMissing(e)) {
                throw e;
            }
            missing.add("the sequence " + table.sequence());
        }
        complete(MAIN, missing);
        for (SideTable side : SideTables.ALL) {
            complete(side.name(), missing(side.name(), side.columns()));
        }
        complete(VERSIONS, missing(VERSIONS, SchemaCatalog.VERSIONS_COLUMNS));
        if (version != null && version.compatibleFrom() < Ddl.VERSION) {
            LOG.log(
                    Level.WARNING,
                    SchemaProblems.upgradeUnfinished(table.value(), ddl.command(compatibleFrom(version), Phase.AFTER)));
        }
    }

    private Set<String> missing(String which, Set<String> columns) throws SQLException {
        if (!catalog.exists(which)) {
            throw SchemaProblems.tableMissing(table.in(which), dialect.database(), ddl.command());
        }
        Set<String> missing = new TreeSet<>(columns);
        missing.removeAll(catalog.columns(which));
        return missing;
    }

    private void complete(String which, Set<String> missing) {
        if (!missing.isEmpty()) {
            throw SchemaProblems.tableOutdated(table.in(which), dialect.database(), missing, ddl.command());
        }
    }
}
