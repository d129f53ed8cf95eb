package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLog;
import org.jspecify.annotations.Nullable;

/**
 * A row whose long texts may lack their ends: rows may have megabytes, and many people may look at many rows at once.
 *
 * @param row the row; its texts have one character more than the bound if they go on
 * @param bound of its texts, in characters
 */
public record BoundedRow(ActionLog row, int bound) {

    /** The payload, as far as it was read. */
    public String payload() {
        return isPayloadCut() ? row.payload().substring(0, bound) : row.payload();
    }

    /** Whether the payload goes on. */
    public boolean isPayloadCut() {
        return row.payload().length() > bound;
    }

    /** The errors, as far as they were read. */
    public @Nullable String errors() {
        String errors = row.errors();
        return errors != null && isErrorsCut() ? errors.substring(0, bound) : errors;
    }

    /** Whether the errors go on. */
    public boolean isErrorsCut() {
        String errors = row.errors();
        return errors != null && errors.length() > bound;
    }
}
