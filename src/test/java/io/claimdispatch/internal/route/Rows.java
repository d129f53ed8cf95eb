package io.claimdispatch.internal.route;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Priority;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.payload.JsonbPayloadCodec;
import io.claimdispatch.internal.payload.Payloads;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes claimed rows. */
public final class Rows {

    private static final JsonbPayloadCodec CODEC = new JsonbPayloadCodec();

    private Rows() {}

    public static LogRecord row(String type) {
        return row(type, "{}");
    }

    public static LogRecord row(String type, String payload) {
        return new ClaimedRecord(claimed(type, payload), CODEC, any -> 10, false);
    }

    static ClaimedRow claimed(String type, String payload) {
        return new ClaimedRow(
                new ClaimRef(TableName.ACTION_LOGS, 7, 99),
                type,
                payload,
                "key-7",
                Priority.NORMAL,
                Instant.parse("2026-03-29T01:30:00Z"),
                Instant.parse("2026-03-29T01:00:00Z"),
                2,
                null,
                null,
                "node-a");
    }

    static LogRecord ruled(String type, String payload, Rule... rules) {
        return row(type, Payloads.compose(type, payload, Map.of(), List.of(rules), CODEC));
    }
}
