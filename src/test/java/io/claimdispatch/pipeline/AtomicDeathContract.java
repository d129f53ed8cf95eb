package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.store.Databases;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The node of an atomic task is killed at every step that there is. */
abstract class AtomicDeathContract extends PipelineTest {

    private final Effects effects;

    AtomicDeathContract(Databases database) {
        super(database);
        effects = new Effects(database);
    }

    @BeforeEach
    void noEffects() throws Exception {
        effects.reset();
    }

    @Test
    void work_and_row_agree_wherever_the_node_dies_and_another_finishes_what_is_left() throws Exception {
        AtomicReference<Node> itself = new AtomicReference<>();
        Node survivor = byHand(node().on("work", row -> Job.atomic(() -> work(itself.get(), row))));
        itself.set(survivor);
        Death death;
        int step = 0;
        do {
            death = new Death(++step);
            Node mortal = mortal(death);
            long id = publishNow(survivor, "work");
            untilItsEnd(death);
            mortal.kill();
            effects.assertAgreement();
            takeOver(survivor, mortal, id);

            assertThat(effects.of(id)).isEqualTo(1);
            assertThat(database.count("type = 'next'"))
                    .as("what each published")
                    .isEqualTo(step);
            end(mortal);
        } while (death.hasHappened());

        List<String> moments = death.moments();
        assertThat(moments)
                .containsSubsequence(
                        "when the job is made",
                        "at the beginning of the work",
                        "in front of a statement",
                        "behind a statement",
                        "at the end of the work",
                        "in front of a statement",
                        "behind a statement",
                        "in front of the commit",
                        "behind the commit",
                        "once the commit is confirmed",
                        "in front of a connection");
        assertThat(step).isEqualTo(moments.size() + 1);
        effects.assertAgreement();
    }

    private Node mortal(Death death) {
        AtomicReference<Node> itself = new AtomicReference<>();
        Node mortal = running(node().set("drain", "PT0S").on("work", row -> {
            death.begin();
            return Job.atomic(() -> {
                death.at("at the beginning of the work");
                work(itself.get(), row);
                death.at("at the end of the work");
            });
        }));
        itself.set(mortal);
        death.of(mortal);
        return mortal;
    }

    private void work(Node node, LogRecord row) throws Exception {
        effects.write(node, row);
        publishNow(node, "next");
    }

    private void untilItsEnd(Death death) {
        until(() -> {
            effects.assertAgreement();
            return death.hasHappened() || death.isAvoided();
        });
    }

    /** What other nodes do once the lease has ended. */
    private void takeOver(Node survivor, Node dead, long id) {
        until(() -> {
            effects.assertAgreement();
            database.execute("UPDATE action_logs SET lease_until = TIMESTAMP '2020-01-01 00:00:00'"
                    + " WHERE state = 'CLAIMED' AND claimed_by = '"
                    + dead.loop().nodeName() + "'");
            survivor.loop().recover();
            survivor.scheduler().runOnce();
            return is(id, ActionState.PROCESSED);
        });
    }
}
