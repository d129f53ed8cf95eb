package io.claimdispatch.internal.store.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.internal.store.TcpProxy;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.database.StartState;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;

/** A separate transaction whose database does not answer; no watchdog helps it here. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SeparateTransactionTest {

    private final List<Connection> lent = new ArrayList<>();
    private TcpProxy network;
    private Databases database;

    @BeforeEach
    void connect() throws IOException {
        network = new TcpProxy(() -> database.port());
    }

    @AfterEach
    void disconnect() {
        network.close();
    }

    @ParameterizedTest
    @EachDatabase({Databases.POSTGRESQL, Databases.MARIADB})
    void a_statement_that_is_not_answered_ends_with_an_error_and_its_connection_with_it(Databases on)
            throws SQLException {
        SeparateTransaction transactions = on(on);

        assertFails(
                "CLAIM0020",
                () -> transactions.run("testing", connection -> {
                    network.swallow();
                    return on.database().dialect().now(connection);
                }));

        assertThat(lent.get(0).isClosed()).isTrue();
        network.heal();
        assertThat(transactions.run("testing", on.database().dialect()::now)).isNotNull();
    }

    @ParameterizedTest
    @EachDatabase({Databases.POSTGRESQL, Databases.MARIADB})
    void a_commit_that_is_not_answered_says_that_it_may_have_worked(Databases on) throws SQLException {
        SeparateTransaction transactions = on(on);

        assertFails(
                "CLAIM0026",
                () -> transactions.run("testing", connection -> {
                    // something to commit, or the driver does not even ask
                    try (Statement statement = connection.createStatement()) {
                        statement.executeUpdate("UPDATE action_logs SET reason = NULL");
                    }
                    network.swallowAnswers();
                    return 1;
                }));
    }

    @Test
    void a_commit_that_is_refused_has_stored_nothing_for_sure() throws SQLException {
        SeparateTransaction transactions = on(Databases.POSTGRESQL);
        database.execute("DROP TABLE IF EXISTS deferred");
        database.execute("CREATE TABLE deferred (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");

        assertFails(
                "CLAIM0020",
                () -> transactions.run("testing", connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.executeUpdate("INSERT INTO deferred VALUES (1), (1)");
                    }
                }));
        assertThat(lent.get(0).isClosed()).isFalse();
    }

    @ParameterizedTest
    @EachDatabase
    void a_connection_is_given_back_as_it_came(Databases on) throws SQLException {
        SeparateTransaction transactions = on(on);
        List<Object> before = state(on);

        transactions.run("testing", on.database().dialect()::now);
        assertFails(
                "CLAIM0020",
                () -> transactions.run("testing", connection -> {
                    throw new SQLException("this one never", "22000");
                }));

        assertThat(state(on)).isEqualTo(before);
    }

    private List<Object> state(Databases on) throws SQLException {
        Connection connection = lent.isEmpty() ? source().getConnection() : lent.get(0);
        List<Object> state = new ArrayList<>();
        state.add(connection.getAutoCommit());
        if (on != Databases.DERBY) {
            state.add(connection.getNetworkTimeout());
        }
        if (on == Databases.MARIADB) {
            state.add(first(connection, "SELECT @@idle_transaction_timeout * 1000 + @@innodb_lock_wait_timeout"));
        } else if (on == Databases.POSTGRESQL) {
            state.add(first(connection, "SHOW lock_timeout"));
            state.add(first(connection, "SHOW enable_seqscan"));
        }
        return state;
    }

    private static Object first(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private SeparateTransaction on(Databases on) throws SQLException {
        database = on;
        on.reset();
        Settings settings = TestSettings.of("database-timeout", "PT1S");
        DataSource source = source();
        ActionDatabase actions = new ActionDatabase(settings, new StartState(Instant::now)) {
            @Override
            public DataSource dataSource() {
                return source;
            }

            @Override
            public Dialect dialect() {
                return on.database().dialect();
            }
        };
        return new SeparateTransaction(
                actions, new CallWatchdog(settings, new Ticker()), new TransactionTimeouts(settings));
    }

    /** Lends the same connection again while it is open, and closes none. */
    private DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, given) -> {
                    if (lent.isEmpty() || lent.get(lent.size() - 1).isClosed()) {
                        boolean server = database == Databases.POSTGRESQL || database == Databases.MARIADB;
                        lent.add(server ? database.connect(network.port()) : database.connect());
                    }
                    return unclosed(lent.get(lent.size() - 1));
                });
    }

    private static Connection unclosed(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, given);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void assertFails(String id, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ClaimDispatchException.class, e -> assertThat(e.id()).isEqualTo(id));
    }
}
