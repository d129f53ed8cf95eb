package io.claimdispatch.spi;

import io.claimdispatch.LogRecord;
import java.util.Optional;

/**
 * Evaluates the rules of a row, just before its job is created. Replace the default by an alternative, or extend it by
 * a CDI {@code @Decorator} of this interface.
 */
public interface RuleEvaluator {

    /**
     * Evaluates all rules of a row. Not called for a row without rules.
     *
     * @return empty if the row may run; otherwise the reason with which it ends as skipped
     * @throws Exception a failed attempt of the row; an unknown rule, for example, never passes
     */
    Optional<String> refusal(LogRecord row) throws Exception;
}
