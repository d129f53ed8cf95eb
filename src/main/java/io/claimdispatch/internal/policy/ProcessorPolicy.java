package io.claimdispatch.internal.policy;

import io.claimdispatch.Priority;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.config.PolicyValue;
import io.claimdispatch.internal.config.RetentionSettings;
import io.claimdispatch.internal.config.RetrySettings;
import io.claimdispatch.internal.config.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The policies that one {@link Processor} declares. Null leaves a policy to the settings.
 *
 * @param maxAttempts the number of failed attempts after which a row is a dead letter
 * @param initialDelay the delay before the second attempt
 * @param timeLimit how long an attempt may take
 * @param priority the priority of rows published without one
 * @param retention how long finished rows are kept, except dead letters
 */
public record ProcessorPolicy(
        @Nullable Integer maxAttempts,
        @Nullable Duration initialDelay,
        @Nullable Duration timeLimit,
        @Nullable Priority priority,
        @Nullable Duration retention) {

    /** Leaves everything to the settings. */
    public static final ProcessorPolicy NONE = new ProcessorPolicy(null, null, null, null, null);

    /** The default of {@link Processor#maxAttempts}. */
    private static final int UNSET = -1;

    /** The settings allow the same, except that tests shorten the shortest limit there. */
    private static final PolicyValue<Duration> TIME_LIMIT = Settings.timeLimit(new Timings());

    /**
     * A value that is not allowed.
     *
     * @param policy the name of the annotation's member
     * @param value the value
     * @param expected what is allowed
     */
    public record Fault(String policy, String value, String expected) {}

    /**
     * Reads the policies of an annotation.
     *
     * @param faults receives the values that are not allowed; they are left to the settings
     */
    public static ProcessorPolicy of(Processor processor, Consumer<Fault> faults) {
        String attempts = processor.maxAttempts() == UNSET ? "" : Integer.toString(processor.maxAttempts());
        return new ProcessorPolicy(
                read("maxAttempts", attempts, RetrySettings.MAX_ATTEMPTS, faults),
                read("initialDelay", processor.initialDelay(), RetrySettings.INITIAL_DELAY, faults),
                read("timeLimit", processor.timeLimit(), TIME_LIMIT, faults),
                priority(processor.priority(), faults),
                read("retention", processor.retention(), RetentionSettings.KEPT, faults));
    }

    private static <V> @Nullable V read(String policy, String text, PolicyValue<V> allowed, Consumer<Fault> faults) {
        if (text.isEmpty()) {
            return null;
        }
        V value = allowed.read(text).orElse(null);
        if (value == null) {
            faults.accept(new Fault(policy, text, allowed.expected()));
        }
        return value;
    }

    private static @Nullable Priority priority(Priority[] priorities, Consumer<Fault> faults) {
        if (priorities.length > 1) {
            faults.accept(new Fault("priority", Arrays.toString(priorities), "one priority"));
        }
        return priorities.length == 1 ? priorities[0] : null;
    }
}
