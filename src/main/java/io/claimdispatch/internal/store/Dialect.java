package io.claimdispatch.internal.store;

import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The particulars of one database. Thread-safe. */
public interface Dialect extends ColumnTypes {

    /** The name of the database, for messages. */
    String database();

    /** The DDL that creates its tables. */
    DdlDatabase ddl();

    /**
     * Whether the database usually runs inside the server, so that claim-dispatch creates the table instead of a
     * person.
     */
    boolean embedded();

    /** Whether a transaction can pass over rows that another one has locked. */
    default boolean skipsLocked() {
        return true;
    }

    /** Whether the tests of this version have run on this database. */
    default boolean isTested() {
        return true;
    }

    /** Reads the database's clock, which advances within a transaction. */
    Instant now(Connection connection) throws SQLException;

    /**
     * Called first in each of our own transactions: sets timeouts on the server's side, in case the client falls
     * silent.
     *
     * @param timeout the bound of one statement, of a wait for a lock, and of the time between two statements
     */
    default void begin(Connection connection, Duration timeout) throws SQLException {}

    /** Called after such a transaction, before its connection is returned: removes what {@link #begin} left on it. */
    default void end(Connection connection) throws SQLException {}

    /** Records published and uncommitted rows, if a claim would wait for them; otherwise null. */
    default @Nullable UncommittedRows uncommitted() {
        return null;
    }

    /**
     * A statement that locks the main table before a schema change until the end of the transaction, so that only one
     * node changes it. Null if concurrent changes do no harm.
     */
    default @Nullable String lockForChange() {
        return null;
    }

    /**
     * Called within a transaction of the application before its last statements: sets the same bound on the time
     * between two statements, if the database has one that ends with the transaction.
     */
    default void bound(Connection connection, Duration timeout) throws SQLException {}

    /** What a start checks, to find out whether the database's settings change the meaning of our statements. */
    Meaning meaning();

    /** What our statements do, built once. */
    ActionStore store();
}
