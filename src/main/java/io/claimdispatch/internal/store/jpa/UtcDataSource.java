package io.claimdispatch.internal.store.jpa;

import io.claimdispatch.internal.store.Dialect;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The data source as JPA sees it: the dialect writes and reads timestamps in UTC. EclipseLink calls {@code
 * setTimestamp} without a calendar, which means the JVM's time zone, where some hours do not exist and others exist
 * twice.
 *
 * @see Dialect#bind
 */
final class UtcDataSource {

    private final DataSource dataSource;
    private final Dialect dialect;
    private final Consumer<Connection> lent;

    UtcDataSource(DataSource dataSource, Dialect dialect) {
        this(dataSource, dialect, connection -> {});
    }

    /** Creates a source that reports each lent connection. */
    UtcDataSource(DataSource dataSource, Dialect dialect, Consumer<Connection> lent) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.lent = lent;
    }

    DataSource proxy() {
        return wrap(
                DataSource.class,
                dataSource,
                (method, arguments, result) ->
                        result instanceof Connection connection ? connection(connection) : result);
    }

    private Connection connection(Connection connection) {
        lent.accept(connection);
        return wrap(
                Connection.class,
                connection,
                (method, arguments, result) ->
                        result instanceof PreparedStatement statement && method.equals("prepareStatement")
                                ? statement(statement)
                                : result);
    }

    private PreparedStatement statement(PreparedStatement statement) {
        InvocationHandler rest = handler(
                statement, (method, arguments, result) -> result instanceof ResultSet rows ? rows(rows) : result);
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            if (method.getName().equals("setTimestamp") && arguments.length == 2) {
                Timestamp time = (Timestamp) arguments[1];
                dialect.bind(statement, (Integer) arguments[0], time == null ? null : time.toInstant());
                return null;
            }
            return rest.invoke(proxy, method, arguments);
        });
    }

    private ResultSet rows(ResultSet rows) {
        InvocationHandler rest = handler(rows, (method, arguments, result) -> result);
        return proxy(ResultSet.class, (proxy, method, arguments) -> {
            boolean time = method.getName().equals("getTimestamp")
                    || (method.getName().equals("getObject") && arguments.length == 1);
            if (time && arguments[0] instanceof Integer column && isTime(rows, column)) {
                Instant instant = dialect.read(rows, column);
                return instant == null ? null : Timestamp.from(instant);
            }
            return rest.invoke(proxy, method, arguments);
        });
    }

    private static boolean isTime(ResultSet rows, int column) throws java.sql.SQLException {
        int type = rows.getMetaData().getColumnType(column);
        return type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE;
    }

    private static <T> T wrap(Class<T> type, T target, Wrapping wrapping) {
        return proxy(type, handler(target, wrapping));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(UtcDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static InvocationHandler handler(Object target, Wrapping wrapping) {
        return (proxy, method, arguments) -> {
            try {
                return wrapping.wrap(method.getName(), arguments, method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        };
    }

    /** Replaces the result of a method. */
    @FunctionalInterface
    private interface Wrapping {
        @Nullable
        Object wrap(String method, Object @Nullable [] arguments, @Nullable Object result);
    }
}
