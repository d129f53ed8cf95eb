package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a node that dies at the n-th moment of its work with claims: behind a change, or behind the commit of one,
 * of whose success it never learns. What it has not committed is undone, and nothing of it reaches the database any more.
 */
final class Dying {

    static final String LEASE_WRITTEN = "the lease is written";
    static final String LEASE_DELETED = "the lease is deleted";
    static final String CLAIM_TAKEN = "the claim is taken";
    static final String COMMITTED = "it is committed";

    private static final String ROWS_CHANGED = "rows are changed";
    private static final String NO_CHANGE = "";

    /** What also a dead node's driver does. */
    private static final Set<String> ENDS = Set.of("rollback", "close", "abort");

    private final Databases database;
    private final int last;
    private final List<String> moments = new ArrayList<>();
    private boolean begun;
    private boolean happened;

    Dying(Databases database, int last) {
        this.database = database;
        this.last = last;
    }

    /** From here on the moments count. */
    synchronized void begin() {
        begun = true;
    }

    /** The moments so far. */
    synchronized List<String> moments() {
        return List.copyOf(moments);
    }

    synchronized boolean hasHappened() {
        return happened;
    }

    Connection connect() throws SQLException {
        check();
        Connection connection = database.connect();
        AtomicBoolean changed = new AtomicBoolean();
        return proxy(Connection.class, (proxy, method, given) -> {
            String name = method.getName();
            if (ENDS.contains(name)) {
                return call(connection, method, given);
            }
            check();
            Object result = call(connection, method, given);
            if (result instanceof PreparedStatement statement && given[0] instanceof String sql) {
                return watched(connection, statement, kind(sql), changed);
            }
            if (name.equals("commit") && changed.getAndSet(false)) {
                at(COMMITTED, connection);
            }
            return result;
        });
    }

    private PreparedStatement watched(
            Connection connection, PreparedStatement statement, String kind, AtomicBoolean changed) {
        return proxy(PreparedStatement.class, (proxy, method, given) -> {
            boolean executes = method.getName().startsWith("execute");
            if (executes) {
                check();
            }
            Object result = call(statement, method, given);
            if (executes && !kind.equals(NO_CHANGE)) {
                changed.set(true);
                at(kind, connection);
            }
            return result;
        });
    }

    private static String kind(String sql) {
        if (sql.contains("INSERT INTO action_logs_claims")) {
            return LEASE_WRITTEN;
        }
        if (sql.contains("DELETE ") && sql.contains("FROM action_logs_claims")) {
            return LEASE_DELETED;
        }
        if (sql.contains("SET taken_by")) {
            return CLAIM_TAKEN;
        }
        return sql.contains("UPDATE action_logs ") || sql.contains("UPDATE action_logs\n") ? ROWS_CHANGED : NO_CHANGE;
    }

    private synchronized void at(String moment, Connection connection) throws SQLException {
        if (happened || !begun) {
            return;
        }
        moments.add(moment);
        if (moments.size() == last) {
            happened = true;
            if (!moment.equals(COMMITTED)) {
                connection.rollback();
            }
            throw new SQLException("the node died when " + moment, "08006");
        }
    }

    private synchronized void check() throws SQLException {
        if (happened) {
            throw new SQLException("the node is dead", "08006");
        }
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] given) throws Throwable {
        try {
            return method.invoke(target, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Dying.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
