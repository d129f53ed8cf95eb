package io.claimdispatch.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between a node and its database. While it is a black hole, connections stay open and nothing comes through,
 * neither bytes nor ends; afterwards everything that was held back arrives, as over a network that has come back.
 */
final class DatabaseProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private boolean blackHole;

    private DatabaseProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Starts one to a port of this machine. */
    static DatabaseProxy to(int target) throws IOException {
        DatabaseProxy proxy = new DatabaseProxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), target);
        proxy.inBackground(proxy::accept);
        return proxy;
    }

    int port() {
        return listener.getLocalPort();
    }

    void blackHole(boolean on) {
        lock.lock();
        try {
            blackHole = on;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pass() {
        lock.lock();
        try {
            while (blackHole) {
                opened.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                inBackground(() -> connect(client));
            }
        } catch (IOException closed) {
            // the end of the proxy
        }
    }

    private void connect(Socket client) {
        pass();
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            inBackground(() -> forward(client, server));
            forward(server, client);
        } catch (IOException unreachable) {
            closeQuietly(client);
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read;
            while ((read = in.read(buffer)) >= 0) {
                pass();
                out.write(buffer, 0, read);
            }
        } catch (IOException cut) {
            // by either side, which the other is told below
        }
        pass();
        closeQuietly(from);
        closeQuietly(to);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // gone in any case
        }
    }

    private void inBackground(Runnable work) {
        Thread thread = new Thread(work, "database-proxy-" + port());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        blackHole(false);
    }
}
