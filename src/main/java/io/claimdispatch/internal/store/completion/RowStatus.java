package io.claimdispatch.internal.store.completion;

import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.internal.store.row.StorableText;
import org.jspecify.annotations.Nullable;

/**
 * The current status of a row, for a caller that does not know whether its change was stored.
 *
 * @param state the stored state
 * @param token the token of the last claim; null while it waits
 * @param errors the errors of the attempts so far, as JSON
 */
public record RowStatus(
        String state, @Nullable Long token, @Nullable String errors) {

    /**
     * Whether the change is stored in the row. A finished row keeps the token of its claim. A row that waits again has
     * none; a retry is recognised by its errors, which only ever grow at the end. A snooze or a release leaves no
     * trace, but also nothing that could be lost.
     */
    public boolean shows(Completion completion) {
        RowChange change = completion.change();
        if (change instanceof RowChange.Retry retry) {
            return beginsWith(retry.errors()) && !isHeldBy(completion);
        }
        if (change instanceof RowChange.RetryAt retry) {
            return beginsWith(retry.errors()) && !isHeldBy(completion);
        }
        boolean waits = change instanceof RowChange.SnoozeFor
                || change instanceof RowChange.SnoozeUntil
                || change instanceof RowChange.Released;
        return waits ? !isHeldBy(completion) : hasTokenOf(completion) && !state.equals("CLAIMED");
    }

    private boolean beginsWith(String history) {
        String ours = StorableText.clean(history, Integer.MAX_VALUE);
        String begin = ours.isEmpty() ? ours : ours.substring(0, ours.length() - 1);
        return errors != null && errors.startsWith(begin);
    }

    private boolean isHeldBy(Completion completion) {
        return state.equals("CLAIMED") && hasTokenOf(completion);
    }

    private boolean hasTokenOf(Completion completion) {
        return token != null && token == completion.ref().token();
    }
}
