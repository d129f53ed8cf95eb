package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.MovedTime;
import io.claimdispatch.internal.store.Databases;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that take too long. */
class TaskTimeoutsTest extends PipelineTest {

    private final Gate gate = new Gate();
    private final MovedTime time = MovedTime.running();

    TaskTimeoutsTest() {
        super(Databases.H2);
    }

    /** Types that begin with "slow" may take 50 seconds, others as long as they like. */
    private Node.Builder limited() {
        return node().time(time).set("time-limits", "slow.*=PT50S").set("retry.max-attempts", "1");
    }

    @AfterEach
    void letAllGo() {
        gate.open();
    }

    @Test
    void a_task_that_exceeds_its_limit_is_interrupted_and_has_failed_with_type_and_limit_named() throws Exception {
        Node node = running(limited().on("slow.mail", row -> Job.task(gate::pass)));

        long id = publishNow(node, "slow.mail");
        until(() -> gate.arrived() == 1);
        time.pass(Duration.ofSeconds(51));

        untilIs(id, ActionState.DEAD);
        assertThat(Attempts.of(database, id))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.getString("error"))
                        .contains("CLAIM0069", "slow.mail", "PT50S", "Caused by: java.lang.InterruptedException"));
    }

    @Test
    void a_task_that_swallows_the_interrupt_and_returns_has_not_succeeded() throws Exception {
        Script.Step swallows = row -> Job.task(() -> {
            try {
                gate.pass();
            } catch (InterruptedException swallowed) {
                // as some libraries do
            }
            return row.type().endsWith("outcome") ? Outcome.discard("cut short") : Outcome.success();
        });
        Node node = running(limited().on("slow.plain", swallows).on("slow.outcome", swallows));

        long plain = publishNow(node, "slow.plain");
        long outcome = publishNow(node, "slow.outcome");
        until(() -> gate.arrived() == 2);
        time.pass(Duration.ofSeconds(51));

        untilIs(plain, ActionState.DEAD);
        untilIs(outcome, ActionState.DEAD);
        assertThat(database.time("processed_at", plain)).isNull();
        assertThat(database.text("errors", plain)).contains("CLAIM0069");
    }

    @Test
    void the_making_of_the_job_is_a_part_of_its_time_and_a_job_made_too_late_does_not_begin() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        Node node = running(limited().on("slow.made", row -> {
            try {
                gate.pass();
            } catch (InterruptedException swallowed) {
                // and makes a job of it all the same
            }
            return row.payload().contains("batch") ? Job.batch("none") : Job.task(begun::incrementAndGet);
        }));

        long task = publishNow(node, "slow.made");
        long batch = id(
                node.publisher().publish(d -> d.type("slow.made").eligibleNow().payload("batch")));
        until(() -> gate.arrived() == 2);
        time.pass(Duration.ofSeconds(51));

        untilIs(task, ActionState.DEAD);
        untilIs(batch, ActionState.DEAD);
        assertThat(begun).hasValue(0);
        assertThat(database.text("errors", task)).contains("CLAIM0069");
        assertThat(database.text("errors", batch)).contains("CLAIM0069");
    }

    @Test
    void a_task_without_a_time_limit_and_the_next_row_on_its_thread_are_not_interrupted() throws Exception {
        AtomicInteger interrupted = new AtomicInteger();
        Node node = running(limited()
                .set("concurrency", "2")
                .on("unlimited", row -> Job.task(gate::pass))
                .on("slow.short", row -> Job.task(gate::pass))
                .on(
                        "next",
                        row -> Job.task(() -> {
                            if (Thread.interrupted()) {
                                interrupted.incrementAndGet();
                            }
                        })));
        long unlimited = publishNow(node, "unlimited");
        until(() -> gate.arrived() == 1);
        long slow = publishNow(node, "slow.short");
        until(() -> gate.arrived() == 2);
        long next = publishNow(node, "next");
        time.pass(Duration.ofSeconds(51));

        untilIs(slow, ActionState.DEAD);
        untilIs(next, ActionState.PROCESSED);

        assertThat(interrupted).hasValue(0);
        assertThat(database.text("state", unlimited)).isEqualTo("CLAIMED");
        gate.open();
        untilIs(unlimited, ActionState.PROCESSED);
    }

    @Test
    void rows_claimed_while_jobs_were_quick_do_not_wait_behind_a_slow_one() throws Exception {
        Node node = running(node().set("lease", "PT3S")
                .set("concurrency", "1")
                .on("long", row -> Job.task(gate::pass))
                .on("work", row -> Job.task(() -> {})));
        long slow = publishNow(node, "long");
        until(() -> gate.arrived() == 1);
        publishFive(node);
        until(() -> {
            node.loop().widen(100);
            return count(ActionState.CLAIMED) == 6;
        });

        until(() -> count(ActionState.WAITING) == 5);
        AtomicInteger ticks = new AtomicInteger();
        until(() -> ticks.incrementAndGet() == 50);
        assertThat(count(ActionState.WAITING)).as("not claimed again").isEqualTo(5);
        running(node().on("work", row -> Job.task(() -> {})));
        until(() -> count(ActionState.PROCESSED) == 5);

        assertThat(database.text("state", slow)).isEqualTo("CLAIMED");
        gate.open();
        untilIs(slow, ActionState.PROCESSED);
    }

    private static void publishFive(Node node) {
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(5), (n, d) -> d.type("work").eligibleNow());
    }
}
