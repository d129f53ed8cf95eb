package io.claimdispatch.internal.complete;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import java.util.Optional;

/** What processors say about failed attempts of their rows. Implemented by the step that knows the processors. */
public interface ProcessorRetries {

    /**
     * Asks the processor of the row, which is user code: call it outside of any transaction.
     *
     * @return empty if there is no processor here, or if it leaves the decision to the retry policy
     * @throws Exception the exception of the user's code
     */
    Optional<Outcome.Failure> retryAfter(LogRecord row, Throwable error) throws Exception;
}
