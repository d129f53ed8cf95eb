package io.claimdispatch.spi;

import io.claimdispatch.LogRecord;
import jakarta.json.JsonValue;

/**
 * A named rule: a CDI bean with {@code @Named("its-name")}, referred to by {@link io.claimdispatch.Rule#named}.
 *
 * <pre>{@code
 * @Named("still-open")
 * @ApplicationScoped
 * public class StillOpen implements RulePredicate {
 *
 *     @Inject
 *     Payments payments;
 *
 *     @Override
 *     public boolean holds(LogRecord row, JsonValue argument) {
 *         return payments.isOpen(((JsonNumber) argument).longValue());
 *     }
 * }
 * }</pre>
 *
 * <p>The name is the selection: of several beans with one name, a CDI alternative wins. If no bean has the name, the
 * attempt fails (CLAIM0062); it may succeed on another node, during a rolling upgrade for example.
 *
 * <p><b>Threads and scope.</b> Any scope: a request context is active. A {@code @Dependent} predicate is made for each
 * evaluation and destroyed after it; any other is called by many threads at once. Threads, transaction and time are those
 * of {@link RuleEvaluator}.
 */
@FunctionalInterface
public interface RulePredicate {

    /**
     * Whether the action may still run. Called once for each rule of that name at each attempt, unless an earlier rule of
     * the row did not hold.
     *
     * @param row the claimed row, never null; all its methods may be called
     * @param argument the argument that the rule was declared with, as JSON, never null; {@link JsonValue#NULL} if there
     *     is none
     * @throws Exception a failed attempt of the row; the rule does not pass
     */
    boolean holds(LogRecord row, JsonValue argument) throws Exception;
}
