package io.claimdispatch.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.Metric;
import jakarta.batch.runtime.StepExecution;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepFailuresTest {

    private final Exception thrown = new IllegalStateException("no item 12");

    @Test
    void the_exception_of_a_step_is_reported_where_the_runtime_reports_it() {
        assertThat(StepFailures.of(new Telling(thrown))).isSameAs(thrown);
        assertThat(StepFailures.of(new Telling(null))).isNull();
        assertThat(StepFailures.of(new Step())).isNull();
    }

    @Test
    void the_exception_of_a_partition_is_reported_if_its_step_has_none() {
        assertThat(StepFailures.of(new Partitioned(null, new Telling(null), new Telling(thrown))))
                .isSameAs(thrown);
        assertThat(StepFailures.of(new Partitioned(thrown, new Telling(new IllegalStateException()))))
                .isSameAs(thrown);
    }

    @Test
    void a_runtime_that_fails_to_answer_yields_no_exception() {
        assertThat(StepFailures.of(new Stumbling())).isNull();
    }

    /** As JBeret's. */
    public static class Telling extends Step {
        private final @Nullable Exception exception;

        Telling(@Nullable Exception exception) {
            this.exception = exception;
        }

        public @Nullable Exception getException() {
            return exception;
        }
    }

    /** As JBeret's, of a step with partitions. */
    public static class Partitioned extends Telling {
        private final List<Step> partitions;

        Partitioned(@Nullable Exception exception, Step... partitions) {
            super(exception);
            this.partitions = Arrays.asList(partitions);
        }

        public List<Step> getPartitionExecutions() {
            return partitions;
        }
    }

    /** Throws. */
    public static class Stumbling extends Step {
        public Exception getException() {
            throw new IllegalStateException("no database");
        }
    }

    /** What the standard has. */
    public static class Step implements StepExecution {
        @Override
        public long getStepExecutionId() {
            return 1;
        }

        @Override
        public String getStepName() {
            return "chunks";
        }

        @Override
        public BatchStatus getBatchStatus() {
            return BatchStatus.FAILED;
        }

        @Override
        public Date getStartTime() {
            return new Date(0);
        }

        @Override
        public Date getEndTime() {
            return new Date(0);
        }

        @Override
        public String getExitStatus() {
            return "FAILED";
        }

        @Override
        public @Nullable Serializable getPersistentUserData() {
            return null;
        }

        @Override
        public Metric[] getMetrics() {
            return new Metric[0];
        }
    }
}
