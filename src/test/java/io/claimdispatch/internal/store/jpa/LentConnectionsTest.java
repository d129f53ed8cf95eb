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
    void what_a_piece_of_work_has_borrowed_is_given_back_when_it_is_over_the_last_first() {
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
    void it_is_given_back_after_a_failure_too_which_is_told_although_a_connection_cannot_be_closed() {
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
