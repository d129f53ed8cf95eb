package io.claimdispatch.cluster;

import static org.awaitility.Awaitility.await;

import io.claimdispatch.internal.store.TcpProxy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Injects faults, one after the other, which and how long as its seed says. */
final class Faults {

    private static final long BLACK_HOLE_MILLIS = 60_000;

    private final ClusterDatabase database;
    private final Map<ServerNode, TcpProxy> nodes;
    private final List<ServerNode> order;
    private final Random random;
    private final FaultDeck deck;
    private final Kills kills;
    private final List<Fault> all = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    /**
     * Faults for these nodes.
     *
     * @param order the nodes, in an order that is the same for each run
     * @param nodes with what stands between them and the database
     */
    Faults(ClusterDatabase database, List<ServerNode> order, Map<ServerNode, TcpProxy> nodes, long seed) {
        this.database = database;
        this.order = order;
        this.nodes = nodes;
        this.random = new Random(seed);
        this.deck = new FaultDeck(new Random(random.nextLong()));
        this.kills = new Kills(database);
    }

    Kills kills() {
        return kills;
    }

    List<Fault> all() {
        return List.copyOf(all);
    }

    /** Some time without one. */
    void quiet() throws InterruptedException {
        quiet(2_000 + random.nextInt(6_000));
    }

    /** One fault, which is over when this returns. */
    Fault next() throws Exception {
        Fault.Kind kind = deck.next();
        Set<ServerNode> met = new HashSet<>();
        met.add(order.get(random.nextInt(order.size())));
        if (meetsAll(kind)) {
            met.addAll(order);
        }
        long from = now();
        inject(kind, met);
        Set<String> names = new HashSet<>();
        met.forEach(node -> names.add(node.name()));
        Fault fault = new Fault(kind, names, from, now());
        all.add(fault);
        return fault;
    }

    private boolean meetsAll(Fault.Kind kind) {
        return switch (kind) {
            case KILL -> false;
            case DATABASE_RESTARTED, DATABASE_CRASHED, BACKENDS_TERMINATED -> true;
            // the other node must get the rows, and without the database no node can
            case BLACK_HOLE -> !isFirstRound();
            default -> random.nextInt(3) == 0;
        };
    }

    private boolean isFirstRound() {
        return all.size() < Fault.Kind.values().length;
    }

    private void inject(Fault.Kind kind, Set<ServerNode> met) throws Exception {
        switch (kind) {
            case KILL -> {
                ServerNode node = met.iterator().next();
                kills.kill(node);
                node.start();
                node.awaitReady();
            }
            case BACKENDS_TERMINATED -> terminate();
            case NETWORK_HELD -> hold(met, interruption());
            case NETWORK_LOST -> lose(met, interruption());
            case BLACK_HOLE -> {
                if (random.nextBoolean()) {
                    hold(met, BLACK_HOLE_MILLIS);
                } else {
                    lose(met, BLACK_HOLE_MILLIS);
                }
            }
            case DATABASE_RESTARTED -> database.restart();
            case DATABASE_CRASHED -> database.crash();
            case SUSPENDED -> {
                for (ServerNode node : met) {
                    node.suspend(Duration.ofSeconds(2));
                }
                quiet(2_000 + random.nextInt(6_000));
                for (ServerNode node : met) {
                    node.resume();
                }
            }
            case REDEPLOYED -> {
                for (ServerNode node : met) {
                    node.redeploy();
                }
            }
        }
    }

    private void hold(Set<ServerNode> met, long millis) throws InterruptedException {
        met.forEach(node -> nodes.get(node).hold());
        quiet(millis);
        met.forEach(node -> nodes.get(node).release());
    }

    private void lose(Set<ServerNode> met, long millis) throws InterruptedException {
        met.forEach(node -> nodes.get(node).swallow());
        quiet(millis);
        met.forEach(node -> nodes.get(node).heal());
        met.forEach(node -> nodes.get(node).cut());
    }

    /** Returns when each node works again by itself. */
    void awaitWork() throws IOException {
        for (ServerNode node : order) {
            long noted = node.boot().noted();
            // more than the ends of the rows that it already held
            await(node.name() + " works again")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> node.boot().noted() > noted + 5_000);
        }
    }

    /** Shorter than a lease now and then, and at most a minute; in the first round only the black hole is as long. */
    private long interruption() {
        return random.nextInt(4) == 0 && !isFirstRound()
                ? 20_000 + random.nextInt(40_000)
                : 1_000 + random.nextInt(14_000);
    }

    private void terminate() throws SQLException {
        database.number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE application_name LIKE 'node-%'");
    }

    private void quiet(long millis) throws InterruptedException {
        never.await(millis, TimeUnit.MILLISECONDS);
    }

    private static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
