package io.claimdispatch.internal.operate;

import io.claimdispatch.internal.store.operate.BulkProgress;
import io.claimdispatch.internal.store.operate.BulkRecord;
import io.claimdispatch.internal.store.operate.RowBefore;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The JSON of an event about a row. Its members have the names of the columns. */
public final class EventDetail {

    private static final JsonProvider JSON = JsonProvider.provider();

    private EventDetail() {}

    /**
     * Returns the detail.
     *
     * @param before the row before the command
     * @param moved its new earliest time; null if the command has left it
     */
    public static String of(RowBefore before, @Nullable Instant moved) {
        return builder(before, moved).build().toString();
    }

    /** The same for a row of a bulk action, whose id it names. */
    public static String of(RowBefore before, @Nullable Instant moved, long bulk) {
        return builder(before, moved).add("bulk", Long.toString(bulk)).build().toString();
    }

    /** Of a bulk action, without its filter: that may name keys, which have to be forgotten earlier than an event. */
    public static String of(BulkRecord bulk) {
        BulkProgress.Counts counts = bulk.progress().counts();
        return JSON.createObjectBuilder()
                .add("bulk", Long.toString(bulk.id()))
                .add("verb", bulk.plan().verb())
                .add("matched", bulk.progress().matched())
                .add("done", counts.done())
                .add("refused", counts.refused())
                .add("failed", counts.failed())
                .build()
                .toString();
    }

    private static JsonObjectBuilder builder(RowBefore before, @Nullable Instant moved) {
        JsonObjectBuilder detail = JSON.createObjectBuilder()
                .add("state", before.state())
                .add("fail_count", before.failCount())
                .add("end_at", before.eligibleAt().toString());
        // as the databases cut it
        Instant now = moved == null ? before.eligibleAt() : moved.truncatedTo(ChronoUnit.MICROS);
        if (!now.equals(before.eligibleAt())) {
            detail.add("new_end_at", now.toString());
        }
        return detail;
    }
}
