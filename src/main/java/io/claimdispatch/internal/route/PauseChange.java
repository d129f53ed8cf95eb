package io.claimdispatch.internal.route;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;

/**
 * Fired by an operator's verb, observed after its transaction has committed.
 *
 * @param table whose rows
 * @param pattern which of them
 * @param isPaused whether they are paused from now on, or resumed
 */
public record PauseChange(TableName table, TypePattern pattern, boolean isPaused) {}
