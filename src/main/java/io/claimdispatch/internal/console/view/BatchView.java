package io.claimdispatch.internal.console.view;

import io.claimdispatch.internal.batch.ExecutionHistory;
import io.claimdispatch.internal.batch.ExecutionHistory.Execution;
import io.claimdispatch.internal.batch.ExecutionHistory.Step;
import jakarta.batch.runtime.Metric.MetricType;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The batch executions of a row.
 *
 * @param now the time of this node
 */
public record BatchView(Instant now) {

    private static final Map<MetricType, String> METRICS = Map.of(
            MetricType.READ_COUNT, "reads",
            MetricType.WRITE_COUNT, "writes",
            MetricType.COMMIT_COUNT, "commits",
            MetricType.ROLLBACK_COUNT, "rollbacks",
            MetricType.FILTER_COUNT, "filtered",
            MetricType.READ_SKIP_COUNT, "readSkips",
            MetricType.PROCESS_SKIP_COUNT, "processSkips",
            MetricType.WRITE_SKIP_COUNT, "writeSkips");

    /**
     * All of it.
     *
     * @param execution the one that the row names; null if it names none
     * @param history what the batch runtime knows of it; null without an execution
     */
    public JsonObject view(@Nullable Long execution, ExecutionHistory.@Nullable History history) {
        JsonFields view = new JsonFields()
                .time("at", now)
                .id("execution", execution)
                .text("known", history == null ? "NONE" : history.known().name());
        if (history != null) {
            view.text("job", history.job()).list("executions", history.executions(), this::execution);
        }
        return view.build();
    }

    private JsonObject execution(Execution execution) {
        return new JsonFields()
                .id("id", execution.id())
                .text("status", execution.status())
                .text("exitStatus", execution.exitStatus())
                .text("attempt", execution.attempt())
                .text("node", execution.node())
                .time("startedAt", execution.started())
                .time("endedAt", execution.ended())
                .millis("lasted", lasted(execution.started(), execution.ended()))
                .list("steps", execution.steps(), this::step)
                .build();
    }

    private JsonObject step(Step step) {
        JsonFields view = new JsonFields()
                .text("name", step.name())
                .text("status", step.status())
                .text("exitStatus", step.exitStatus())
                .time("startedAt", step.started())
                .time("endedAt", step.ended())
                .millis("lasted", lasted(step.started(), step.ended()));
        step.metrics().forEach((type, value) -> {
            String name = METRICS.get(type);
            if (name != null) {
                view.number(name, value);
            }
        });
        return view.build();
    }

    private @Nullable Duration lasted(@Nullable Instant started, @Nullable Instant ended) {
        return started == null ? null : Duration.between(started, ended == null ? now : ended);
    }
}
