package io.claimdispatch.internal.store.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt failed with, as bounded text: to tell of it runs no code of the user's.
 *
 * @param causes class and message of the error and its causes, the outermost first
 * @param text as the row keeps it
 * @param stack a copy with the stack; only if no attempt follows
 */
public record FailureReport(
        List<String> causes, String text, @Nullable Throwable stack) {}
