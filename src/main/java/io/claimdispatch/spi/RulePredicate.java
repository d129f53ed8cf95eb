package io.claimdispatch.spi;

import io.claimdispatch.LogRecord;
import jakarta.json.JsonValue;

/** A named rule, as a CDI bean with {@code @Named("its-name")}; asked for by {@link io.claimdispatch.Rule#named}. */
@FunctionalInterface
public interface RulePredicate {

    /**
     * Whether the action may still run.
     *
     * @param row the due row
     * @param argument what the rule was declared with; {@link JsonValue#NULL} if with nothing
     * @throws Exception is a failed attempt of the row, not a pass
     */
    boolean holds(LogRecord row, JsonValue argument) throws Exception;
}
