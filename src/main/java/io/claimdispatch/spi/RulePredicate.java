package io.claimdispatch.spi;

import io.claimdispatch.LogRecord;
import jakarta.json.JsonValue;

/** A named rule: a CDI bean with {@code @Named("its-name")}, referred to by {@link io.claimdispatch.Rule#named}. */
@FunctionalInterface
public interface RulePredicate {

    /**
     * Whether the action may still run.
     *
     * @param row the due row
     * @param argument the argument that the rule was declared with; {@link JsonValue#NULL} if there is none
     * @throws Exception a failed attempt of the row; the rule does not pass
     */
    boolean holds(LogRecord row, JsonValue argument) throws Exception;
}
