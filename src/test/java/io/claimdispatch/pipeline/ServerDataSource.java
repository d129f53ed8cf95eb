package io.claimdispatch.pipeline;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source whose connections take part in the {@link LocalTransaction} of their thread, and that can be cut off. */
final class ServerDataSource implements DataSource {

    private static final Set<String> THE_TRANSACTIONS = Set.of("close", "commit", "rollback", "setAutoCommit");

    private final Source source;
    private volatile boolean cut;

    /** Where connections come from: the database itself, a pool, a network in between. */
    @FunctionalInterface
    interface Source {
        Connection connect() throws SQLException;
    }

    ServerDataSource(Source source) {
        this.source = source;
    }

    /** The network is gone, or is there again. */
    void cut(boolean now) {
        cut = now;
    }

    void check() throws SQLException {
        if (cut) {
            throw new SQLException("this node is cut off from the database", "08006");
        }
    }

    Connection open() throws SQLException {
        check();
        return source.connect();
    }

    @Override
    public Connection getConnection() throws SQLException {
        check();
        LocalTransaction transaction = LocalTransaction.current();
        return transaction == null ? open() : lent(transaction.connection(this));
    }

    /** Who is lent a connection of a transaction can neither end nor close it. */
    private static Connection lent(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                ServerDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    if (THE_TRANSACTIONS.contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return new PrintWriter(System.err);
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
