package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Priority;
import io.claimdispatch.Processor;
import io.claimdispatch.RunReport;
import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Test;

/** More types than a node remembers. */
class ManyTypesTest extends PipelineTest {

    private static final int MORE_THAN_ARE_REMEMBERED = 11_500;

    ManyTypesTest() {
        super(Databases.POSTGRESQL);
    }

    @Processor("order.*")
    static class Orders implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.task(() -> {});
        }
    }

    @Test
    void types_that_are_forgotten_and_found_again_hide_none_behind() {
        Node publisher = byHand(node());
        publisher
                .publisher()
                .publishAll(
                        WorkflowContract.numbers(MORE_THAN_ARE_REMEMBERED),
                        (n, d) -> d.type("nobody." + n).eligibleNow().priority(Priority.HIGH));
        publishNow(publisher, "order.paid");
        Node node = byHand(node().with(Orders.class));

        for (int look = 0; look <= MORE_THAN_ARE_REMEMBERED / 1_000; look++) {
            node.loop().discover();
        }

        assertThat(node.actionLogs().unroutedTypes()).contains("nobody." + (MORE_THAN_ARE_REMEMBERED - 1));
        assertThat(node.scheduler().runOnce()).isEqualTo(new RunReport(1, 1, 0));
    }
}
