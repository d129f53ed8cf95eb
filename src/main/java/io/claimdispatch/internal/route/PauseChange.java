package io.claimdispatch.internal.route;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;

/**
 * Fired by an operator command and observed after its transaction has committed.
 *
 * @param table the table whose rows are meant
 * @param pattern the type or family
 * @param isPaused true if they are paused, false if they are resumed
 */
public record PauseChange(TableName table, TypePattern pattern, boolean isPaused) {}
