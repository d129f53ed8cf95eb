package io.claimdispatch.pipeline;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source whose connections take part in the {@link LocalTransaction} of their thread, and that can be cut off. */
final class ServerDataSource implements DataSource {

    private static final Set<String> THE_TRANSACTIONS = Set.of("close", "commit", "rollback", "setAutoCommit");

    private final Source source;
    private volatile boolean cut;
    private volatile boolean joins = true;
    private volatile @Nullable SQLException joinRefused;
    private volatile @Nullable Probe probe;

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

    /** Its connections take part in no transaction of the thread, as with {@code jta=false}. */
    void joinNothing() {
        joins = false;
    }

    /** Its connections are not let into a transaction of the thread, where another resource is already. */
    void refuseToJoin(SQLException refusal) {
        joinRefused = refusal;
    }

    void probe(Probe probe) {
        this.probe = probe;
    }

    void at(String moment) throws SQLException {
        Probe asked = probe;
        if (asked != null) {
            asked.at(moment);
        }
    }

    /** A commit has been answered. */
    void confirmed() {
        try {
            at("once the commit is confirmed");
        } catch (SQLException tooLate) {
            // the commit stands
        }
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
        at("in front of a connection");
        LocalTransaction transaction = joins ? LocalTransaction.current() : null;
        SQLException refusal = joinRefused;
        if (transaction != null && refusal != null) {
            throw refusal;
        }
        return transaction == null ? open() : lent(transaction.connection(this));
    }

    /** Who is lent a connection of a transaction can neither end nor close it. */
    private Connection lent(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, result) -> result instanceof Statement statement
                        ? proxy(method.getReturnType().asSubclass(Statement.class), statement, (m, r) -> r)
                        : result);
    }

    private <T> T proxy(Class<T> type, Object target, BiFunction<Method, @Nullable Object, @Nullable Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                ServerDataSource.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    if (target instanceof Connection && THE_TRANSACTIONS.contains(method.getName())) {
                        return null;
                    }
                    boolean isCall = method.getName().startsWith("execute");
                    if (isCall) {
                        at("in front of a statement");
                    }
                    Object result;
                    try {
                        result = method.invoke(target, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (isCall) {
                        at("behind a statement");
                    }
                    return answer.apply(method, result);
                }));
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
