package io.claimdispatch.architecture.bad;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.eclipse.persistence.jpa.JpaHelper;

/** Does all that one does not do here. */
final class Habits {
    private Optional<String> field = Optional.empty();

    Supplier<Instant> clock() {
        return Instant::now;
    }

    void optional(Optional<String> parameter) {
        field = parameter;
    }

    void print() {
        System.out.println(field);
    }

    void log() {
        Logger.getLogger("habits").info("done");
    }

    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }

    JobOperator operator() {
        return BatchRuntime.getJobOperator();
    }

    Class<?> provider() {
        return JpaHelper.class;
    }
}
