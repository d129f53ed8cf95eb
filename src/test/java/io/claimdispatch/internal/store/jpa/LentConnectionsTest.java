package io.claimdispatch.internal.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LentConnectionsTest {

    private final LentConnections lent = new LentConnections();
    private final List<String> closed = new ArrayList<>();

    @Test
    void borrowed_connections_are_given_back_at_the_end_of_the_work_in_reverse_order() {
        lent.add(connection("before"));

        String result = lent.during(() -> {
            lent.add(connection("first"));
            lent.during(() -> {
                lent.add(connection("of another"));
                return "";
            });
            assertThat(closed).containsExactly("of another");
            lent.add(connection("second"));
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(closed).containsExactly("of another", "second", "first");
    }

    @Test
    void borrowed_connections_are_given_back_after_a_failure_which_is_thrown_even_if_one_cannot_be_closed() {
        assertThatThrownBy(() -> lent.during(() -> {
                    lent.add(connection("first"));
                    lent.add(connection("broken"));
                    throw new IllegalStateException("the work");
                }))
                .hasMessage("the work");

        assertThat(closed).containsExactly("broken", "first");
    }

    private Connection connection(String name) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    closed.add(name);
                    if (name.equals("broken")) {
                        throw new SQLException(name);
                    }
                    return null;
                });
    }
}
