package io.claimdispatch.internal.route.call;

import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The target of one {@code @Processor}: a processor bean, or a method of a bean. */
public interface Handler {

    /** Whether it handles a type of its family. */
    boolean supports(String type) throws Exception;

    /** Whether it handles every type of its family, without being asked. */
    default boolean supportsAll() {
        return false;
    }

    /** Returns the job of a row, exactly as the user's code returned it. */
    @Nullable
    Job job(LogRecord row) throws Exception;

    /** What follows a failed attempt; empty if the retry policy decides, as it always does for a method. */
    default Optional<Outcome.Failure> retryAfter(LogRecord row, Throwable error) throws Exception {
        return Optional.empty();
    }

    /**
     * Verifies that the bean can be called.
     *
     * @throws RuntimeException if the container cannot provide a reference to the bean
     */
    void verify();
}
