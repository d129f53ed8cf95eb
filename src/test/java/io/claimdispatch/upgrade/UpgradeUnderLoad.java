package io.claimdispatch.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.ddl.Ddl;
import io.claimdispatch.internal.ddl.Ddl.Phase;
import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.ddl.DdlStatements;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.pipeline.UpgradeNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * A filled table is rolled from version 1 of the schema to this one while nodes of both publish and work. Run by the profile
 * {@code upgrade}.
 */
class UpgradeUnderLoad {

    private static final int HISTORY = 50_000;

    /** How often a node has to have done each thing before the next step. */
    private static final int ENOUGH = 300;

    private static final Path FOLDER = Path.of(System.getProperty("build.dir", "target"), "upgrade");

    private static final List<NodeProcess> NODES = new ArrayList<>();

    @ParameterizedTest
    @EachDatabase({Databases.POSTGRESQL, Databases.MARIADB})
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void nothing_is_lost_and_nothing_done_twice_but_for_a_kill(Databases database) throws Exception {
        Path folder = Files.createDirectories(FOLDER.resolve(
                database.name().toLowerCase(Locale.ROOT) + "-" + Instant.now().toEpochMilli()));
        OldVersion old = OldVersion.build(folder.resolve("old"));
        DdlDatabase kind = DdlDatabase.valueOf(database.name());
        Ddl ddl = new Ddl(kind, TableName.ACTION_LOGS);
        apply(database, old.ddl(kind.word()));
        fill(database);
        try {
            NodeProcess first = start("old-1", old.classPath(), folder, database);
            NodeProcess second = start("old-2", old.classPath(), folder, database);
            untilBusy(first, second);

            long before = apply(database, ddl.upgrade(Ddl.FIRST, Phase.BEFORE));
            untilBusy(first, second);
            NodeProcess third = start("new-1", System.getProperty("java.class.path"), folder, database);
            untilBusy(first, second, third);
            Set<Long> held = killWhileItHoldsRows(first, database);
            NodeProcess fourth = start("new-2", System.getProperty("java.class.path"), folder, database);
            untilBusy(second, third, fourth);
            second.stop();
            until(() -> second.hasNoted("STOPPED", 1));

            long after = apply(database, ddl.upgrade(Ddl.FIRST, Phase.AFTER));
            untilBusy(third, fourth);
            third.quiet();
            fourth.quiet();
            until(() -> third.hasNoted("QUIET", 1) && fourth.hasNoted("QUIET", 1));
            until(() -> database.count("type = '" + UpgradeNode.TYPE + "' AND state <> 'PROCESSED'") == 0);
            third.stop();
            fourth.stop();
            until(() -> third.hasNoted("STOPPED", 1) && fourth.hasNoted("STOPPED", 1));

            Set<Long> rows = ids(database, "1 = 1");
            assertThat(rows).isNotEmpty();
            UpgradeVerdict verdict = UpgradeVerdict.of(NODES, first, held, rows);
            System.out.println("upgrade: database=" + kind.word() + " rows=" + database.count("1 = 1")
                    + " published=" + verdict.published() + " keys=" + verdict.keys() + " held by the killed="
                    + held.size() + " twice=" + verdict.twice().size() + " unexplained="
                    + verdict.unexplained().size() + " lost=" + verdict.lost().size() + " deadlocks="
                    + verdict.deadlocks() + " bulks=" + verdict.bulks() + " errors="
                    + verdict.errors().size() + " before=" + before + "ms after="
                    + after + "ms");
            SoftAssertions softly = new SoftAssertions();
            softly.assertThat(verdict.errors()).as("errors").isEmpty();
            softly.assertThat(verdict.lost()).as("lost").isEmpty();
            softly.assertThat(verdict.unexplained()).as("twice").isEmpty();
            softly.assertThat(verdict.wrongKeys()).as("keys").isEmpty();
            softly.assertAll();
        } finally {
            NODES.forEach(NodeProcess::close);
            NODES.clear();
        }
    }

    private static NodeProcess start(String name, String classPath, Path folder, Databases database) throws Exception {
        NodeProcess node = NodeProcess.start(name, classPath, folder, login(database));
        NODES.add(node);
        until(() -> node.hasNoted("READY", 1));
        return node;
    }

    /** Returns which. */
    private static Set<Long> killWhileItHoldsRows(NodeProcess node, Databases database) throws Exception {
        Set<Long> held = new HashSet<>();
        until(() -> {
            node.signal("STOP");
            held.addAll(ids(database, "state = 'CLAIMED' AND claimed_by LIKE '" + node.name() + "%'"));
            if (held.isEmpty()) {
                node.signal("CONT");
            }
            return !held.isEmpty();
        });
        node.kill();
        return held;
    }

    private static List<String> login(Databases database) {
        return database == Databases.POSTGRESQL
                ? List.of("jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres", "postgres", "postgres")
                : List.of("jdbc:mariadb://127.0.0.1:" + database.port() + "/contract", "root");
    }

    /** Until each of them has worked and published some more, with keys and without. */
    private static void untilBusy(NodeProcess... nodes) throws Exception {
        for (NodeProcess node : nodes) {
            int ran = node.count("RAN");
            int published = node.count("PUBLISHED");
            int keyed = node.count("STORED");
            until(() -> node.hasNoted("RAN", ran + ENOUGH)
                    && node.hasNoted("PUBLISHED", published + ENOUGH)
                    && node.hasNoted("STORED", keyed + ENOUGH / 20));
        }
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }

    /** Rows of the past, and a backlog with priorities that only a person can have written. */
    private static void fill(Databases database) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO action_logs (type, payload, payload_size, idempotency_key, state, priority, end_at)"
                            + " VALUES (?, '{}', 2, ?, ?, ?, {ts '2026-01-01 00:00:00'})")) {
                for (int i = 0; i < HISTORY; i++) {
                    boolean past = i % 100 != 0;
                    insert.setString(1, past ? "history" : UpgradeNode.TYPE);
                    insert.setString(2, i % 2 == 0 ? null : "past-" + i);
                    insert.setString(3, past ? "PROCESSED" : "WAITING");
                    insert.setInt(4, i == 0 ? 4 : 2);
                    insert.addBatch();
                    if (i % 1000 == 999) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    /** Returns the milliseconds that it took. */
    private static long apply(Databases database, String ddl) throws SQLException {
        long begin = System.nanoTime();
        for (String statement : DdlStatements.in(ddl)) {
            database.execute(statement);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private static Set<Long> ids(Databases database, String condition) throws SQLException {
        Set<Long> ids = new HashSet<>();
        for (Object id :
                database.query("SELECT id FROM action_logs WHERE type = '" + UpgradeNode.TYPE + "' AND " + condition)) {
            ids.add(((Number) id).longValue());
        }
        return ids;
    }
}
