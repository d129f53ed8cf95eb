package io.claimdispatch.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.internal.batch.BatchStarter;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {

    private final List<String> started = new ArrayList<>();

    private Dispatcher dispatcher(boolean mayBegin) {
        AttemptEnd endings = new AttemptEnd(null, null, null, null) {
            @Override
            boolean handOver(Attempt attempt) {
                return mayBegin;
            }
        };
        BatchStarter starter = new BatchStarter(null, null, null, null, null, null) {
            @Override
            public void start(Attempt attempt, Job.Batch job) {
                started.add(job.name());
            }
        };
        return new Dispatcher(endings, starter, new TaskTransactions(), null, null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_batch_job_starts_only_if_its_row_was_not_interrupted_before(boolean mayBegin) {
        dispatcher(mayBegin).run(new Attempt(null, null), Job.batch("report"));

        assertThat(started).hasSize(mayBegin ? 1 : 0);
    }
}
