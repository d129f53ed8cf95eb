package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.Databases;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The node of a chunk is killed in the middle of it. */
class ChunkDeathTest extends PipelineTest {

    private final Gate gate = new Gate();

    ChunkDeathTest() {
        super(Databases.H2);
    }

    @AfterEach
    void letAllGo() {
        gate.open();
    }

    @Test
    void another_node_runs_each_row_of_a_dead_nodes_chunk_alone() throws Exception {
        Chunks ofTheDead = new Chunks();
        Chunks ofTheOther = new Chunks();
        Node dead = running(node().with(Chunks.Plain.class).onChunks(rows -> {
            ofTheDead.note(rows);
            gate.passStubbornly();
            return Chunks.successes(rows);
        }));
        List<Long> ids = Chunks.publish(dead, "work", 5);
        until(() -> gate.arrived() == 1);
        dead.kill();
        Node other = running(node().with(Chunks.Plain.class).onChunks(rows -> {
            ofTheOther.note(rows);
            return Chunks.successes(rows);
        }));
        List<Long> fresh = Chunks.publish(other, "work", 5);

        endLeases();
        other.loop().recover();

        untilStates("PROCESSED 10");
        assertThat(ofTheDead.calls()).containsExactly(ids);
        assertThat(ofTheOther.calls()).contains(fresh).hasSize(6);
        assertThat(ofTheOther.sizes()).containsOnlyOnce(5);
        assertThat(database.count("fail_count = 1")).isEqualTo(5);

        dead.cut(false);
        gate.open();
        assertThat(states()).isEqualTo("PROCESSED 10");
        assertThat(database.count("fail_count = 1")).isEqualTo(5);
    }
}
