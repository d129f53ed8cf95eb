package io.claimdispatch.internal.store;

import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is particular to one database. Instances serve all threads. */
public interface Dialect extends ColumnTypes {

    /** The name of the database, as people write it. */
    String database();

    /** Whose DDL its tables are made by. */
    DdlDatabase ddl();

    /** Whether the database usually lives inside the server and DDL is not applied by hand: the table is then made by us. */
    boolean embedded();

    /** Whether the tests of this version have run on such a database. */
    default boolean isTested() {
        return true;
    }

    /** The database's clock as it runs on inside a transaction. */
    Instant now(Connection connection) throws SQLException;

    /**
     * Called first in each transaction of our own: bounds, on the server's side, for a client that has fallen silent.
     *
     * @param timeout for one statement, a wait for a lock, and the time between two statements
     */
    default void begin(Connection connection, Duration timeout) throws SQLException {}

    /** After such a transaction, before its connection is given back: takes away what {@link #begin} has left on it. */
    default void end(Connection connection) throws SQLException {}

    /** Where rows have to be noted that are published and not committed, since a claim would wait for them. */
    default @Nullable UncommittedRows uncommitted() {
        return null;
    }

    /**
     * A lock of the main table in front of a change of it, until the end of the transaction, so that only one node changes
     * it. Null where the changes of two nodes at once do no harm.
     */
    default @Nullable String lockForChange() {
        return null;
    }

    /**
     * Called within a transaction of the application in front of its last statements: the same bound on the time between two
     * statements, if there is one that ends with the transaction.
     */
    default void bound(Connection connection, Duration timeout) throws SQLException {}

    /** What a start asks the database, to find out whether its settings leave our statements their meaning. */
    Meaning meaning();

    /** What our statements do, built once. */
    ActionStore store();
}
