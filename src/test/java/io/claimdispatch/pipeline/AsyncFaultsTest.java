package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.common.OwnedWork;
import io.claimdispatch.internal.store.Databases;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults around the call that makes a stage, and around what is left to do when the stage has completed. */
class AsyncFaultsTest extends PipelineTest {

    private final Stages stages = new Stages();
    private final LogLines log = new LogLines();

    AsyncFaultsTest() {
        super(Databases.H2);
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void an_undeployment_stores_the_outcome_of_a_stage_although_the_executor_gives_no_thread_any_more()
            throws Exception {
        RefusingExecutor executor = new RefusingExecutor();
        Node node = running(node().on("work", row -> Job.async(stages::begin))
                .set("drain", "PT20S")
                .executor(executor));
        long id = publishNow(node, "work");
        until(() -> stages.begun() == 1 && executor.getActiveCount() == 0);

        executor.refuse();
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(node::stop);
        untilBySignal(() -> !node.loop().isClaiming());
        stages.take().complete(null);
        stopping.join();

        assertThat(database.text("state", id)).isEqualTo("PROCESSED");
    }

    @Test
    void a_stage_that_throws_when_a_callback_is_added_is_a_failed_attempt_and_runs_nowhere() throws Exception {
        Node node = running(node().set("retry.max-attempts", "1")
                .on(
                        "work",
                        row -> Job.async(() -> new CompletableFuture<Object>() {
                            @Override
                            public CompletableFuture<Object> whenComplete(
                                    BiConsumer<? super Object, ? super Throwable> action) {
                                throw OwnStage.undeclared(new Exception("no actions here"));
                            }
                        })));
        long id = publishNow(node, "work");

        untilIs(id, ActionState.DEAD);
        node.stop();

        assertThat(database.text("errors", id)).contains("no actions here");
        assertThat(log.with("CLAIM0091")).isEmpty();
    }

    @Test
    void the_end_of_the_bean_does_not_hide_what_its_method_threw() throws Exception {
        Node node = running(node().set("retry.max-attempts", "1")
                .on(
                        "work",
                        row -> Job.async(new OwnedWork(
                                () -> {
                                    throw new IllegalStateException("before it began");
                                },
                                () -> {
                                    throw new IllegalStateException("the end of the bean");
                                }))));

        long id = publishNow(node, "work");

        untilIs(id, ActionState.DEAD);
        assertThat(database.text("errors", id)).contains("before it began", "the end of the bean");
    }
}
