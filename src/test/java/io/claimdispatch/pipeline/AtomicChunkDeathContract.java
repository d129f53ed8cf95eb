package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.store.Databases;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The node of an atomic chunk is killed at every step that there is. */
abstract class AtomicChunkDeathContract extends PipelineTest {

    private final Effects effects;

    AtomicChunkDeathContract(Databases database) {
        super(database);
        effects = new Effects(database);
    }

    @BeforeEach
    void noEffects() throws Exception {
        effects.reset();
    }

    private Node survivor() {
        AtomicReference<Node> itself = new AtomicReference<>();
        Node survivor = byHand(node().with(Chunks.Atomic.class).onChunks(rows -> {
            for (LogRecord row : rows) {
                effects.write(itself.get(), row);
            }
            return Chunks.successes(rows);
        }));
        itself.set(survivor);
        return survivor;
    }

    @Test
    void work_and_rows_agree_wherever_the_node_dies_and_another_finishes_what_is_left() throws Exception {
        Node survivor = survivor();
        Death death;
        int step = 0;
        do {
            death = new Death(++step);
            Node mortal = mortal(death);
            List<Long> ids = Chunks.publish(survivor, "work", 3);
            Death last = death;
            until(() -> {
                effects.assertAgreement();
                return last.hasHappened() || last.isAvoided();
            });
            mortal.kill();
            effects.assertAgreement();
            takeOver(survivor, mortal, ids);

            assertThat(effects.all()).isEqualTo(3L * step);
            end(mortal);
        } while (death.hasHappened());

        assertThat(death.moments())
                .containsSubsequence(
                        "when the job is made",
                        "in front of a statement",
                        "at the end of the work",
                        "behind a statement",
                        "in front of the commit",
                        "behind the commit",
                        "once the commit is confirmed");
        effects.assertAgreement();
    }

    private Node mortal(Death death) {
        AtomicReference<Node> itself = new AtomicReference<>();
        Node mortal =
                running(node().set("drain", "PT0S").with(Chunks.Atomic.class).onChunks(rows -> {
                    death.begin();
                    for (LogRecord row : rows) {
                        effects.write(itself.get(), row);
                    }
                    death.at("at the end of the work");
                    return Chunks.successes(rows);
                }));
        itself.set(mortal);
        death.of(mortal);
        return mortal;
    }

    private void takeOver(Node survivor, Node dead, List<Long> ids) {
        until(() -> {
            effects.assertAgreement();
            database.execute("UPDATE action_logs SET lease_until = TIMESTAMP '2020-01-01 00:00:00'"
                    + " WHERE state = 'CLAIMED' AND claimed_by = '"
                    + dead.loop().nodeName() + "'");
            survivor.loop().recover();
            survivor.scheduler().runOnce();
            return isProcessed(ids);
        });
    }

    private boolean isProcessed(List<Long> ids) throws SQLException {
        for (long id : ids) {
            if (!"PROCESSED".equals(database.text("state", id))) {
                return false;
            }
        }
        return true;
    }
}
