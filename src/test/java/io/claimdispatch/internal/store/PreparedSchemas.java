package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.SchemaMode;
import io.claimdispatch.internal.store.schema.Schema;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A table of another name, which a test prepares and which is dropped again. */
abstract class PreparedSchemas {

    static final TableName OTHER = new TableName("other_logs");

    final TestDatabase database;

    PreparedSchemas(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    @AfterEach
    void noOtherTable() throws SQLException {
        for (String drop : database.dropOther()) {
            try {
                database.execute(drop);
            } catch (SQLException e) {
                assertThat(database.isNotThere(e)).as(drop + ": " + e).isTrue();
            }
        }
    }

    void prepare(TableName table, SchemaMode mode) throws SQLException {
        try (Connection connection = database.connect()) {
            Schema.prepare(connection, database.dialect(), table, mode);
        }
    }

    void prepareRefused(AtomicInteger refusals) throws SQLException {
        try (Connection connection = database.connect()) {
            Connection locked = (Connection) Proxy.newProxyInstance(
                    PreparedSchemas.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, given) -> {
                        if (method.getName().equals("prepareStatement")
                                && refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                            throw new SQLException("a lock could not be obtained", "40XL1");
                        }
                        return method.invoke(connection, given);
                    });
            Schema.prepare(locked, database.dialect(), OTHER, SchemaMode.VALIDATE);
        }
    }
}
