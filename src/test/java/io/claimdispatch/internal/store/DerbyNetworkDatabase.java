package io.claimdispatch.internal.store;

import static org.awaitility.Awaitility.await;

import io.claimdispatch.internal.store.dialect.derby.DerbyDialect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.derby.drda.NetworkServerControl;

/** Derby behind its network server, as GlassFish has it; its driver is another one. The server is a thread of this JVM. */
final class DerbyNetworkDatabase extends TestDatabase {

    static final DerbyNetworkDatabase INSTANCE = new DerbyNetworkDatabase();

    private final int port;

    private DerbyNetworkDatabase() {
        DerbyDatabase.settings();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        try {
            NetworkServerControl server = new NetworkServerControl(InetAddress.getLoopbackAddress(), port);
            server.start(null);
            // In this thread: another would wait until this class is initialised.
            await().pollInSameThread().ignoreExceptions().untilAsserted(server::ping);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Dialect dialect() {
        return new DerbyDialect();
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:derby://localhost:" + port + "/memory:network;create=true");
    }

    @Override
    Connection connect(String sessionZone) throws SQLException {
        return connect();
    }

    @Override
    String row(String column) {
        return DerbyDatabase.byPrimaryKey(column);
    }

    @Override
    int waitingSessions() throws SQLException {
        return number(DerbyDatabase.WAITING);
    }
}
