package io.claimdispatch.internal.store.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.config.TestSettings;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionTimeoutsTest {

    private final List<String> calls = new ArrayList<>();
    private final TransactionTimeouts timeouts = new TransactionTimeouts(TestSettings.of("database-timeout", "PT1S"));

    @Test
    void a_driver_that_knows_no_network_timeout_is_asked_once() {
        SQLException refusal =
                new SQLException("a pool's words", new IllegalStateException(new SQLFeatureNotSupportedException()));

        assertThat(timeouts.bound(failing(refusal))).isNull();
        assertThat(timeouts.bound(failing(refusal))).isNull();

        assertThat(calls).hasSize(1);
    }

    @Test
    void a_driver_that_has_failed_to_set_the_network_timeout_is_asked_again() {
        assertThat(timeouts.bound(failing(new SQLException("gone", "08006")))).isNull();
        assertThat(timeouts.bound(failing(new SQLException("gone", "08006")))).isNull();

        assertThat(calls).hasSize(2);
    }

    private Connection failing(SQLException failure) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    calls.add(method.getName());
                    throw failure;
                });
    }
}
