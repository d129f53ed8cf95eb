package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.cluster.Attempts.Attempt;
import io.claimdispatch.cluster.death.DeathNote;
import io.claimdispatch.cluster.death.MortalWorker;
import io.claimdispatch.cluster.death.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process of a server ends at each step of an atomic task, whichever of the two has claimed it, and other atomic tasks
 * end with it wherever they are.
 */
@ExtendWith(LogsOfFailures.class)
class AtomicDeathIT {

    private static final int OTHERS = 40;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static Cluster cluster;
    private static Kills kills;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start("death");
        kills = new Kills(cluster.database());
        Map<String, String> settings = Map.of("lease", "PT5S", "retry.initial-delay", "PT0.1S");
        for (String name : List.of("node-1", "node-2")) {
            cluster.node(name, cluster.database().port(), application(), settings);
        }
        LogsOfFailures.of(cluster);
    }

    private static WebArchive application() {
        return Cluster.application().addPackage(MortalWorker.class.getPackage());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void bothRunAndNothingIsLeftOfAStepThatFailed() throws Exception {
        for (ServerNode node : cluster.nodes()) {
            if (!node.isAlive()) {
                node.start();
            }
            node.awaitReady();
        }
        cluster.database().execute("DELETE FROM action_logs; DELETE FROM effects");
    }

    @ParameterizedTest
    @EnumSource
    void work_and_row_agree_wherever_the_process_ends_and_the_other_server_finishes_what_is_left(Step step)
            throws Exception {
        boolean committed = step == Step.COMMITTED;
        publish(step);
        long row = cluster.database().number("SELECT max(id) FROM action_logs WHERE type = 'atomic.mortal'");
        ServerNode.Boot last = awaitDeath();

        assertAgreement();
        assertThat(Files.readString(note(last))).isEqualTo(step + " " + row + " " + stateWithin(step));
        await("all are processed").atMost(LONGEST).until(() -> {
            assertAgreement();
            return cluster.database().number("SELECT count(*) FROM action_logs WHERE state <> 'PROCESSED'") == 0;
        });

        assertAgreement();
        List<Attempt> attempts = cluster.attempts().of(row);
        assertThat(attempts).extracting(Attempt::number).isEqualTo(committed ? List.of(1) : List.of(1, 2));
        assertThat(attempts.stream().filter(attempt -> attempt.boot().equals(last.name())))
                .hasSize(1);
        assertThat(cluster.database().numbers("SELECT attempt FROM effects WHERE row_id = " + row))
                .containsExactly(committed ? 1L : 2L);
    }

    /** The row that ends a server, and others before and behind it. */
    private static void publish(Step step) throws SQLException {
        String others = "SELECT 'atomic.beside', '{\"millis\":20,\"failures\":0}', statement_timestamp()"
                + " FROM generate_series(1, " + OTHERS / 2 + ")";
        cluster.database()
                .execute("INSERT INTO action_logs (type, payload, end_at) " + others
                        + " UNION ALL SELECT 'atomic.mortal', '{\"last\":\"" + step + "\"}', statement_timestamp()"
                        + " UNION ALL " + others);
    }

    /** Returns when a process has ended, and the database knows; it is started again, and not waited for. */
    private static ServerNode.Boot awaitDeath() throws Exception {
        await("the end of a server").atMost(LONGEST).until(() -> {
            assertAgreement();
            return !cluster.nodes().stream().allMatch(ServerNode::isAlive);
        });
        ServerNode dead = cluster.nodes().stream()
                .filter(node -> !node.isAlive())
                .findFirst()
                .orElseThrow();
        ServerNode.Boot last = dead.boot();
        assertThat(last.process().exitValue()).isEqualTo(DeathNote.EXIT);
        kills.died(dead);
        dead.start();
        return last;
    }

    private static Path note(ServerNode.Boot boot) {
        return boot.attempts().resolveSibling(boot.attempts().getFileName() + DeathNote.SUFFIX);
    }

    /** What the transaction of the work saw of its own row in the end: that the step is where it is said to be. */
    private static String stateWithin(Step step) {
        return switch (step) {
            case BEGIN, WRITTEN, END -> "CLAIMED";
            case BEFORE_COMMIT -> "PROCESSED";
            case COMMITTED -> MortalWorker.NOT_ASKED;
        };
    }

    private static void assertAgreement() throws SQLException {
        assertThat(Effects.atVariance(cluster.database())).isEmpty();
    }
}
