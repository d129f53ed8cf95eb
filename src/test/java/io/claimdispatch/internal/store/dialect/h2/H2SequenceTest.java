package io.claimdispatch.internal.store.dialect.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.sql.IdSequence;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class H2SequenceTest {

    private static final Connection NONE = (Connection) Proxy.newProxyInstance(
            H2SequenceTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> null);

    private int calls;

    /** Fails so often, with this code. */
    private H2Sequence failing(int times, int code) {
        return new H2Sequence(new IdSequence() {
            @Override
            public Draw draw(Connection connection, TableName table, int count) throws SQLException {
                return new Draw(List.of((long) count), now(connection, table));
            }

            @Override
            public Instant now(Connection connection, TableName table) throws SQLException {
                if (++calls <= times) {
                    throw new SQLException("General error: \"java.lang.NullPointerException\"", "HY000", code);
                }
                return Instant.EPOCH;
            }
        });
    }

    @Test
    void the_clock_is_read_again_after_an_error_within_h2() throws SQLException {
        assertThat(failing(4, 50_000).now(NONE, TableName.ACTION_LOGS)).isEqualTo(Instant.EPOCH);
        calls = 0;
        assertThat(failing(4, 50_000).draw(NONE, TableName.ACTION_LOGS, 3).ids())
                .containsExactly(3L);
    }

    @Test
    void an_error_that_stays_or_is_of_another_kind_is_told() {
        assertThatThrownBy(() -> failing(5, 50_000).now(NONE, TableName.ACTION_LOGS))
                .hasMessageContaining("General error");
        assertThat(calls).isEqualTo(5);
        calls = 0;
        assertThatThrownBy(() -> failing(1, 50_200).now(NONE, TableName.ACTION_LOGS))
                .isInstanceOf(SQLException.class);
        assertThat(calls).isEqualTo(1);
    }
}
