package io.claimdispatch.internal.store.dialect.mariadb;

import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.store.dialect.innodb.InnoDbDialect;
import io.claimdispatch.internal.store.sql.DatabaseSequence;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.NamedSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** MariaDB 10.6 and later. */
public final class MariaDbDialect extends InnoDbDialect {

    private static final String BEGIN = """
            SET @claim_dispatch_idle = @@idle_transaction_timeout,
                @claim_dispatch_lock = @@innodb_lock_wait_timeout,
                SESSION idle_transaction_timeout = %1$d,
                SESSION innodb_lock_wait_timeout = %1$d
            """;

    private static final String END = """
            SET SESSION idle_transaction_timeout = @claim_dispatch_idle,
                SESSION innodb_lock_wait_timeout = @claim_dispatch_lock
            """;

    private final boolean returnsInserted;

    /** With MariaDB's own driver. */
    public MariaDbDialect() {
        this(true);
    }

    /**
     * With any driver.
     *
     * @param returnsInserted whether the driver lets an insert return rows; MySQL's refuses to execute one as a query
     */
    public MariaDbDialect(boolean returnsInserted) {
        super("mariadb");
        this.returnsInserted = returnsInserted;
    }

    @Override
    public String database() {
        return "MariaDB";
    }

    @Override
    public DdlDatabase ddl() {
        return DdlDatabase.MARIADB;
    }

    /** Sets timeouts in whole seconds. There is no SET LOCAL, so the previous values are kept in session variables. */
    @Override
    public void begin(Connection connection, Duration timeout) throws SQLException {
        long seconds = Math.max(1, timeout.toSeconds());
        execute(connection, String.format(Locale.ROOT, BEGIN, seconds));
    }

    @Override
    public void end(Connection connection) throws SQLException {
        execute(connection, END);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    protected IdSequence sequence() {
        return new DatabaseSequence(this, statements());
    }

    @Override
    protected @Nullable NamedSql single() {
        NamedSql publish = statements().get("publish_row");
        return returnsInserted ? publish : null;
    }
}
