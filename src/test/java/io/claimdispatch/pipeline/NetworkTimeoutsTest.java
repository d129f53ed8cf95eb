package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;

/** HikariCP closes a connection whose driver refuses a call as not supported, as Derby's refuses a network timeout. */
class NetworkTimeoutsTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EachDatabase
    void connections_get_a_network_timeout_only_where_there_is_a_network(Databases database) throws Exception {
        database.reset();
        boolean embedded = database == Databases.H2 || database == Databases.DERBY;

        try (Node node =
                Node.on(database).connections(() -> watched(database.connect())).byHand()) {
            node.loop().recover();
        }

        assertThat(calls.contains("setNetworkTimeout")).isEqualTo(!embedded);
    }

    private Connection watched(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    calls.add(method.getName());
                    try {
                        return method.invoke(connection, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
