package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.Publication;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What becomes of published rows when the publisher's transaction ends, in the one way or the other. */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL, Databases.MARIADB})
class CommitsTest extends PipelineTest {

    private final List<Long> ran = new CopyOnWriteArrayList<>();

    CommitsTest(Databases database) {
        super(database);
    }

    private Node.Builder working() {
        Script.Step step = row -> Job.task(() -> {
            ran.add(row.id());
        });
        return node().on("work", step).on("other", step);
    }

    @Test
    void an_action_published_without_a_transaction_is_visible_at_once() throws Exception {
        Node node = byHand(working());

        publishNow(node, "work");
        assertThat(states()).isEqualTo("WAITING 1");
        node.publisher().publish(d -> d.type("work").eligibleNow().idempotencyKey("k"));
        assertThat(states()).isEqualTo("WAITING 2");
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(3), (n, d) -> d.type("work").eligibleNow());
        assertThat(states()).isEqualTo("WAITING 5");

        node.scheduler().runOnce();
        untilStates("PROCESSED 5");
    }

    @Test
    void a_rolled_back_publish_leaves_no_row_and_runs_nowhere_although_the_node_looks() throws Exception {
        Node node = running(working());

        assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                    publishNow(node, "work");
                    node.publisher().publish(d -> d.type("work").eligibleNow().idempotencyKey("k"));
                    node.publisher()
                            .publishAll(
                                    WorkflowContract.numbers(3),
                                    (n, d) -> d.type("work").eligibleNow());
                    theNodeLooks(node);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        long last = theNodeLooks(node);

        assertThat(ran).hasSize(2).endsWith(last);
        assertThat(database.query("SELECT DISTINCT type FROM action_logs")).containsExactly("other");
    }

    @Test
    void an_action_does_not_start_before_its_commit_and_then_without_a_tick() throws Exception {
        Node node = running(working().set("poll-interval", "PT24H"));
        long[] seen = new long[1];

        long id = LocalTransaction.separate(() -> {
            long published = publishNow(node, "work");
            seen[0] = theNodeLooks(node);
            assertThat(ran).as("before the commit").containsExactly(seen[0]);
            return published;
        });

        untilBySignal(() -> is(id, ActionState.PROCESSED));
        assertThat(ran).containsExactly(seen[0], id);
    }

    /** In another transaction: a row that comes after those that are not committed, and runs. */
    private long theNodeLooks(Node node) throws Exception {
        long other = LocalTransaction.separate(() -> publishNow(node, "other"));
        untilBySignal(() -> is(other, ActionState.PROCESSED));
        return other;
    }

    @Test
    void the_second_of_two_publishers_of_one_key_stores_the_row_if_the_first_rolls_back() throws Exception {
        Node first = byHand(working());
        Node second = byHand(working());
        CompletableFuture<?>[] waiting = new CompletableFuture<?>[1];

        assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                    Publication stored = first.publisher()
                            .publish(d -> d.type("work").eligibleNow().idempotencyKey("k"));
                    assertThat(stored.isStored()).isTrue();
                    waiting[0] = CompletableFuture.supplyAsync(() -> second.publisher()
                            .publish(d -> d.type("work").eligibleNow().idempotencyKey("k")));
                    untilBySignal(() -> waiting[0].isDone() || database.waitingSessions() > 0);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        Publication answer = (Publication) waiting[0].get(30, TimeUnit.SECONDS);
        assertThat(answer.isStored())
                .as("%s, against a row that is not there", answer)
                .isTrue();
        second.scheduler().runOnce();
        untilStates("PROCESSED 1");
        assertThat(ran).containsExactly(id(answer));
    }

    @Test
    void conflicts_in_a_bulk_are_each_reported_and_the_rest_is_stored_and_runs() throws Exception {
        Node node = byHand(working());
        long third =
                id(node.publisher().publish(d -> d.type("work").eligibleNow().idempotencyKey("3")));
        long seventh =
                id(node.publisher().publish(d -> d.type("work").eligibleNow().idempotencyKey("7")));

        List<Publication> results = node.publisher()
                .publishAll(
                        WorkflowContract.numbers(10),
                        (n, d) -> d.type("work").eligibleNow().idempotencyKey("" + n));

        assertThat(results).hasSize(10);
        assertThat(results.get(3)).isEqualTo(new Publication.Duplicate(third));
        assertThat(results.get(7)).isEqualTo(new Publication.Duplicate(seventh));
        assertThat(results).filteredOn(Publication::isStored).hasSize(8);
        node.scheduler().runOnce();
        untilStates("PROCESSED 10");
        assertThat(ran).hasSize(10).doesNotHaveDuplicates();
    }
}
