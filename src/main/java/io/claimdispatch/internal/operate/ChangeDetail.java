package io.claimdispatch.internal.operate;

import io.claimdispatch.internal.store.operate.RowBefore;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;

/** The JSON of events about edited, cloned and published rows. */
final class ChangeDetail {

    private static final JsonProvider JSON = JsonProvider.provider();

    private ChangeDetail() {}

    /** Of an edit: the row as it was, and what has changed in its payload. */
    static String edited(RowBefore before, PayloadChange.Edited edited) {
        JsonArrayBuilder changes = JSON.createArrayBuilder();
        for (PayloadChange.Change change : edited.changes()) {
            JsonObjectBuilder one = JSON.createObjectBuilder().add("path", change.path());
            String from = change.from();
            if (from != null) {
                one.add("from", from);
            }
            String to = change.to();
            if (to != null) {
                one.add("to", to);
            }
            changes.add(one);
        }
        JsonObjectBuilder detail = row(before).add("changes", changes);
        if (edited.more() > 0) {
            detail.add("more", edited.more());
        }
        return detail.build().toString();
    }

    /** Of a row that was cloned. */
    static String cloned(RowBefore before, long clone) {
        return row(before).add("clone", Long.toString(clone)).build().toString();
    }

    /** Of the row that was made from it. */
    static String cloneOf(long id) {
        return JSON.createObjectBuilder()
                .add("clone_of", Long.toString(id))
                .build()
                .toString();
    }

    private static JsonObjectBuilder row(RowBefore before) {
        return JSON.createObjectBuilder()
                .add("state", before.state())
                .add("fail_count", before.failCount())
                .add("end_at", before.eligibleAt().toString());
    }
}
