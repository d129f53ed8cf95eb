package io.claimdispatch.spi;

import io.claimdispatch.LogRecord;
import java.util.Optional;

/**
 * Evaluates the rules of a row, just before its job is made. Replace ours by an alternative, or extend it by a CDI
 * {@code @Decorator} of this interface.
 */
public interface RuleEvaluator {

    /**
     * Asks all rules of a row that has any.
     *
     * @return empty if the row may run; else the reason, with which it ends as skipped
     * @throws Exception is a failed attempt of the row: an unknown rule, for example, is never a pass
     */
    Optional<String> refusal(LogRecord row) throws Exception;
}
