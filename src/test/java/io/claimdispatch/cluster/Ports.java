package io.claimdispatch.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Where a server listens.
 *
 * @param offset added to each of WildFly's usual ports
 */
record Ports(int offset) {

    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;

    /** All that a standalone server opens: besides those two HTTPS and the two of the transaction manager. */
    private static final int[] USUAL = {HTTP, MANAGEMENT, 8443, 4712, 4713};

    /** Ports that are free now; below those that systems give to clients, and not those of the other tests. */
    static Ports free() {
        return ThreadLocalRandom.current()
                .ints(10_000, 20_000)
                .filter(offset -> IntStream.of(USUAL).allMatch(port -> isFree(port + offset)))
                .mapToObj(Ports::new)
                .findFirst()
                .orElseThrow();
    }

    int http() {
        return HTTP + offset;
    }

    int management() {
        return MANAGEMENT + offset;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
