package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.dispatch.Interruption;
import io.claimdispatch.internal.dispatch.RunningRow;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.policy.TypePolicies;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;

/** Interrupts rows that exceed the time limit of their type, each once. */
@Component
@Dependent
class TaskTimeouts implements MaintenanceTask {

    private final TypePolicies policies;
    private final RunningRows running;

    @Inject
    TaskTimeouts(TypePolicies policies, RunningRows running) {
        this.policies = policies;
        this.running = running;
    }

    @Override
    public String doing() {
        return "interrupt tasks that have run for too long";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.WATCH;
    }

    @Override
    public Duration interval(Timings timings) {
        return timings.timeLimitInterval();
    }

    @Override
    public void run() {
        for (RunningRow row : running.all()) {
            policies.timeLimit(row.attempt().row().type())
                    .filter(limit -> row.interruption() == null && row.age().compareTo(limit) > 0)
                    .ifPresent(limit -> row.interrupt(new Interruption.TimeLimit(limit)));
        }
    }
}
