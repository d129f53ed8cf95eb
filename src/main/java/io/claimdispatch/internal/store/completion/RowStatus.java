package io.claimdispatch.internal.store.completion;

import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.internal.store.row.StorableText;
import org.jspecify.annotations.Nullable;

/**
 * How a row stands now, for a caller that does not know whether its change was stored.
 *
 * @param state as the column has it
 * @param token of the last claim; none while it waits
 * @param errors of the attempts so far, as JSON
 */
public record RowStatus(
        String state, @Nullable Long token, @Nullable String errors) {

    /**
     * Whether the change stands in the row. Other ends keep the token of their claim. A row that waits again has lost it,
     * and is known by its errors, which only ever grow at their end; a snooze or a release has left nothing to know it by, and
     * nothing in it could be lost.
     */
    public boolean shows(Completion completion) {
        RowChange change = completion.change();
        if (change instanceof RowChange.Retry retry) {
            String ours = StorableText.clean(retry.errors(), Integer.MAX_VALUE);
            String begin = ours.isEmpty() ? ours : ours.substring(0, ours.length() - 1);
            return errors != null && errors.startsWith(begin) && !isHeldBy(completion);
        }
        boolean waits = change instanceof RowChange.SnoozeFor
                || change instanceof RowChange.SnoozeUntil
                || change instanceof RowChange.Released;
        return waits ? !isHeldBy(completion) : hasTokenOf(completion) && !state.equals("CLAIMED");
    }

    private boolean isHeldBy(Completion completion) {
        return state.equals("CLAIMED") && hasTokenOf(completion);
    }

    private boolean hasTokenOf(Completion completion) {
        return token != null && token == completion.ref().token();
    }
}
