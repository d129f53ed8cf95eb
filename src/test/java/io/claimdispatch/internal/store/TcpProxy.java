package io.claimdispatch.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** The network between a node and its database: forwards, falls silent, or breaks. */
public final class TcpProxy implements AutoCloseable {

    /** What a connection does with what comes in. */
    private enum Mood {
        FORWARDS,
        /** The server hears the client, but not the other way round. */
        SWALLOWS_ANSWERS,
        SWALLOWS
    }

    private final ServerSocket listening;
    private final IntSupplier target;
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final AtomicLong swallowed = new AtomicLong();
    private final Object gate = new Object();
    private volatile Mood mood = Mood.FORWARDS;
    private boolean held;

    public TcpProxy(IntSupplier targetPort) throws IOException {
        target = targetPort;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Connections that are there, and those that come, stay open and never hear anything again. */
    public void swallow() {
        become(Mood.SWALLOWS);
    }

    /** What the server says is lost; it still gets what it is told. */
    public void swallowAnswers() {
        become(Mood.SWALLOWS_ANSWERS);
    }

    /** New connections work again; the old ones stay silent. */
    public void heal() {
        mood = Mood.FORWARDS;
    }

    /** Nothing comes through, neither bytes nor ends nor new connections, until {@link #release}. */
    public void hold() {
        synchronized (gate) {
            held = true;
        }
    }

    /** What was held back arrives, however late, and everything works again. */
    public void release() {
        synchronized (gate) {
            held = false;
            gate.notifyAll();
        }
    }

    private void awaitRelease() throws InterruptedIOException {
        synchronized (gate) {
            while (held) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
            }
        }
    }

    /** Ends all connections. */
    public void cut() {
        lines.forEach(Line::close);
        lines.clear();
    }

    /** Bytes that have not arrived. */
    public long swallowed() {
        return swallowed.get();
    }

    private void become(Mood next) {
        mood = next;
        lines.forEach(line -> line.mood = next);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Line line = new Line(client, mood);
                lines.add(line);
                daemon(line::forth);
            }
        } catch (IOException e) {
            cut();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "test-tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private final class Line {

        private final Socket client;
        private final Socket server = new Socket();
        private volatile Mood mood;

        Line(Socket client, Mood mood) {
            this.client = client;
            this.mood = mood;
        }

        /** A client that comes while the network is silent does not reach the server at all. */
        void forth() {
            try {
                awaitRelease();
                if (mood == Mood.FORWARDS) {
                    server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt()));
                    daemon(this::back);
                }
                pump(client.getInputStream(), server, Mood.SWALLOWS_ANSWERS);
            } catch (IOException e) {
                close();
            }
        }

        private void back() {
            try {
                pump(server.getInputStream(), client, Mood.FORWARDS);
            } catch (IOException e) {
                close();
            }
        }

        private void pump(InputStream from, Socket to, Mood least) throws IOException {
            byte[] bytes = new byte[8192];
            for (int length = from.read(bytes); length >= 0; length = from.read(bytes)) {
                awaitRelease();
                if (mood.compareTo(least) <= 0 && to.isConnected()) {
                    OutputStream out = to.getOutputStream();
                    out.write(bytes, 0, length);
                    out.flush();
                } else {
                    swallowed.addAndGet(length);
                }
            }
            awaitRelease();
            // the end of a silent line does not arrive either
            if (mood == Mood.FORWARDS) {
                close();
            }
        }

        void close() {
            try (client;
                    server) {
                mood = Mood.SWALLOWS;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
