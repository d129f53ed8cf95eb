package io.claimdispatch.internal.console.view;

import io.claimdispatch.internal.operate.FailureRates;
import java.util.Optional;

/** Whether many more attempts fail than usually do. */
final class FailuresView {

    private FailuresView() {}

    /** What is wrong, if something is. */
    static Optional<Finding> finding(FailureRates rates) {
        if (!rates.areUnusual()) {
            return Optional.empty();
        }
        JsonFields values = new JsonFields()
                .decimal("rate", rates.recent().failureRate(), 4)
                .decimal("usual", rates.usual().failureRate(), 4)
                .number("failures", rates.recent().failures())
                .text("type", rates.worst());
        return Optional.of(new Finding("failing", Finding.Level.WARNING, values.build(), "?view=types"));
    }
}
