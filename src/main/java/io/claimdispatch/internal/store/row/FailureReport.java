package io.claimdispatch.internal.store.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The failure of an attempt as bounded text; reporting it runs no user code.
 *
 * @param causes class and message of the error and its causes, outermost first
 * @param text the text stored in the row
 * @param stack a copy with the stack; only for a dead letter
 */
public record FailureReport(
        List<String> causes, String text, @Nullable Throwable stack) {}
