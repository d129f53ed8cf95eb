package io.claimdispatch.pipeline;

import io.claimdispatch.Job;
import io.claimdispatch.Publication;
import io.claimdispatch.internal.store.Databases;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A node in a JVM of its own, which publishes and works until it is told to stop, and notes both in a file that outlives it.
 * The upgrade under load compiles this source twice: for this tree, and for that of the version before.
 */
public final class UpgradeNode {

    /** The type of what it publishes and works on. */
    public static final String TYPE = "upgrade";

    private static final long KEY_MILLIS = 20;

    private final OutputStream notes;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
    private final List<String> database;

    private UpgradeNode(OutputStream notes, List<String> database) {
        this.notes = notes;
        this.database = database;
    }

    /** Takes the name of the node, the file of its notes, and URL, user and password of the database. */
    public static void main(String[] arguments) throws Exception {
        try (OutputStream notes = new FileOutputStream(arguments[1], true)) {
            new UpgradeNode(notes, List.of(arguments[2], arguments[3], arguments.length < 5 ? "" : arguments[4]))
                    .run(arguments[0]);
        }
        System.exit(0);
    }

    /** By its name: nodes of the version before have no others, so that it has neither the class nor the method. */
    private static Node.Builder withTheWaitsOfProduction(Node.Builder node) {
        try {
            for (Method method : Node.Builder.class.getDeclaredMethods()) {
                if (method.getName().equals("timings")) {
                    method.invoke(
                            node, method.getParameterTypes()[0].getConstructor().newInstance());
                }
            }
            return node;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String name) throws IOException {
        Node node = withTheWaitsOfProduction(Node.on(Databases.POSTGRESQL))
                .connections(this::connect)
                .set("schema", "validate")
                .set("node-name", name)
                .set("lease", "PT6S")
                .set("drain", "PT5S")
                .on(
                        TYPE,
                        row -> Job.task(() -> {
                            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
                            note("RAN " + row.id());
                        }))
                .start();
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
        timer.scheduleAtFixedRate(node::tick, 0, 500, TimeUnit.MILLISECONDS);
        ScheduledExecutorService publishers = Executors.newScheduledThreadPool(3);
        publishers.scheduleWithFixedDelay(() -> noted(() -> keyed(node)), 0, KEY_MILLIS / 4, TimeUnit.MILLISECONDS);
        publishers.scheduleWithFixedDelay(() -> noted(() -> keyed(node)), 0, KEY_MILLIS / 4, TimeUnit.MILLISECONDS);
        publishers.scheduleWithFixedDelay(() -> noted(() -> plain(node)), 0, KEY_MILLIS, TimeUnit.MILLISECONDS);
        note("READY");
        // by lines, from the test; its end closes the stream
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (true) {
            String line = told.readLine();
            if (line == null) {
                Runtime.getRuntime().halt(1);
            }
            publishers.shutdown();
            try {
                publishers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if ("stop".equals(line)) {
                timer.shutdown();
                node.close();
                note("STOPPED");
                return;
            }
            note("QUIET");
        }
    }

    /** Nodes of both versions publish the same keys at the same time, by the name of the method that both have. */
    @SuppressWarnings("removal")
    private void keyed(Node node) {
        String key = "key-" + System.currentTimeMillis() / KEY_MILLIS;
        Publication publication =
                node.publisher().publish(draft -> draft.type(TYPE).eligibleNow().idempotency(key));
        note((publication.isStored() ? "STORED " : "DUPLICATE ")
                + publication.id().orElseThrow() + " " + key);
    }

    private void plain(Node node) {
        for (Publication publication : node.publisher()
                .publishAll(List.of(1, 2, 3, 4), (n, draft) -> draft.type(TYPE).eligibleNow())) {
            note("PUBLISHED " + publication.id().orElseThrow());
        }
    }

    /**
     * Repeats a publish that met a deadlock, as the error says; on MariaDB publishers of one key can meet one at any
     * time. Also repeats one that met an error without a code, as docs/upgrading.md says of nodes of version 1, and
     * notes it by a separate word: no other node may meet one.
     */
    private void noted(Runnable publishing) {
        while (true) {
            try {
                publishing.run();
                return;
            } catch (RuntimeException e) {
                if (isDeadlock(e)) {
                    note("DEADLOCK " + causes(e));
                } else if (isWithoutCode(e)) {
                    note("CODELESS " + causes(e));
                } else {
                    note("ERROR " + causes(e));
                    return;
                }
            }
        }
    }

    private static boolean isDeadlock(Throwable failure) {
        return failure instanceof SQLException sql && "40001".equals(sql.getSQLState())
                || failure.getCause() != null && isDeadlock(failure.getCause());
    }

    /** As MariaDB fails a bulk of its driver if the table was altered since the bulk was prepared. */
    private static boolean isWithoutCode(Throwable failure) {
        return failure instanceof SQLException sql && "HY000".equals(sql.getSQLState()) && sql.getErrorCode() == 0
                || failure.getCause() != null && isWithoutCode(failure.getCause());
    }

    private static String causes(Throwable failure) {
        String state =
                failure instanceof SQLException sql ? " [" + sql.getSQLState() + ", " + sql.getErrorCode() + "]" : "";
        return failure.toString().replace('\n', ' ')
                + state
                + (failure.getCause() == null ? "" : " caused by " + causes(failure.getCause()));
    }

    /** In the hands of the operating system when this returns, so that a kill takes nothing away. */
    private void note(String line) {
        try {
            synchronized (notes) {
                notes.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From a pool, as a server's data source has one. */
    private Connection connect() throws SQLException {
        Connection pooled = idle.poll();
        Connection connection = pooled != null
                ? pooled
                : DriverManager.getConnection(database.get(0), database.get(1), database.get(2));
        return (Connection) Proxy.newProxyInstance(
                UpgradeNode.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    if (method.getName().equals("close")) {
                        giveBack(connection);
                        return null;
                    }
                    try {
                        return method.invoke(connection, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void giveBack(Connection connection) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        idle.add(connection);
    }
}
