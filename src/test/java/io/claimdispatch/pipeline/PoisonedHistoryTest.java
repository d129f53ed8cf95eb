package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Rows in whose column {@code errors} stands what no reader can make values of. */
@ParameterizedClass
@EachDatabase
class PoisonedHistoryTest extends PipelineTest {

    private static final List<String> POISON = List.of(
            "[1e99999999999]",
            "[" + "7".repeat(2_000) + "]",
            "[".repeat(1_100) + "]".repeat(1_100),
            "[{\"attempt\":" + "[".repeat(990) + "]".repeat(990) + "}]",
            "[{\"attempt\":1e99999999999,\"at\":\"\",\"node\":\"\",\"error\":\"\"}]",
            "[\"" + "x".repeat(3_000_000) + "\"]",
            "{\"an\":\"object\"}",
            "\"a lone string\"");

    PoisonedHistoryTest(Databases database) {
        super(database);
    }

    /** Sixteen rows, as many as a node has threads. */
    private List<Long> poisoned(Node publisher) throws SQLException {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            long id = publishNow(publisher, "bad");
            poison(id, POISON.get(i % POISON.size()));
            ids.add(id);
        }
        return ids;
    }

    private void poison(long id, String errors) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE action_logs SET errors = ? WHERE id = ?")) {
            update.setCharacterStream(1, new StringReader(errors), errors.length());
            update.setLong(2, id);
            update.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    @Test
    void sixteen_rows_whose_history_cannot_be_read_fail_one_by_one_and_claiming_goes_on() throws Exception {
        List<Long> ids = poisoned(byHand(node()));

        Node node = running(node().set("concurrency", "16")
                .set("retry.max-attempts", "2")
                .on(
                        "bad",
                        row -> Job.task(() -> {
                            throw new IllegalStateException("the task's own");
                        }))
                .on("good", row -> Job.task(() -> {})));

        untilStates("DEAD 16");
        untilIs(publishNow(node, "good"), ActionState.PROCESSED);
        until(() -> node.loop().inFlight() == 0);
        for (long id : ids) {
            assertThat(database.text("errors", id)).contains("the task's own").hasSizeLessThan(100_000);
        }
    }

    @Test
    void the_recovery_takes_back_every_row_behind_one_whose_history_cannot_be_read() throws Exception {
        Gate never = new Gate();
        Node dying = byHand(node().on("bad", row -> Job.task(never::pass)));
        List<Long> ids = poisoned(dying);
        dying.scheduler().runOnce();
        dying.kill();
        assertThat(count(ActionState.CLAIMED)).isEqualTo(16);
        endLeases();

        byHand(node()).loop().recover();

        assertThat(states()).isEqualTo("WAITING 16");
        for (long id : ids) {
            assertThat(database.text("errors", id)).contains("CLAIM0064");
        }
    }
}
