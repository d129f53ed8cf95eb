package io.claimdispatch.internal.operate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the new payload of a row from the one that is stored, while the row is locked. */
public interface PayloadChange {

    /**
     * Makes the new payload.
     *
     * @param stored the payload that is stored
     * @param isSeen whether the caller has seen exactly this one
     */
    Edited of(String stored, boolean isSeen);

    /**
     * A changed payload.
     *
     * @param payload the new one, JSON
     * @param changes what has changed, for the event; without masked values
     * @param more how many further members have changed
     */
    record Edited(String payload, List<Change> changes, int more) {}

    /**
     * A changed member.
     *
     * @param path its place, as a JSON pointer
     * @param from its value before; null for a new one
     * @param to its value; null for one that is gone
     */
    record Change(
            String path, @Nullable String from, @Nullable String to) {}
}
