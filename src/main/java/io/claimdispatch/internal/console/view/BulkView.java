package io.claimdispatch.internal.console.view;

import io.claimdispatch.internal.operate.bulk.BulkAction;
import io.claimdispatch.internal.operate.bulk.BulkOrder;
import io.claimdispatch.internal.operate.bulk.BulkPreview;
import io.claimdispatch.internal.store.operate.BulkPlan;
import io.claimdispatch.internal.store.operate.BulkProgress;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Locale;

/** A bulk action. */
public final class BulkView {

    private BulkView() {}

    /** All of it; of its rows no payloads and no keys. */
    public static JsonObject of(String table, BulkAction action) {
        return fields(table, action)
                .texts("ids", action.ids().stream().map(String::valueOf).toList())
                .build();
    }

    /** In a list: without the ids, which may be a thousand. */
    public static JsonObject inList(String table, BulkAction action) {
        return fields(table, action).build();
    }

    private static JsonFields fields(String table, BulkAction action) {
        BulkPlan plan = action.plan();
        BulkPreview preview = action.preview();
        BulkProgress progress = action.progress();
        BulkOrder.To to = action.to();
        return new JsonFields()
                .id("id", action.id())
                .text("table", table)
                .text("verb", action.verb().name().toLowerCase(Locale.ROOT))
                .text("q", plan.query())
                .text("reason", plan.by().why())
                .text("who", plan.by().who())
                .text("node", plan.by().node())
                .time("runAt", to == null ? null : to.runAt())
                .millis("delay", to == null ? null : to.delay())
                .millis("spread", Duration.ofSeconds(plan.spreadSeconds()))
                .number("canary", plan.canary())
                .time("createdAt", plan.createdAt())
                .time("validUntil", plan.validUntil())
                .time("asOf", plan.asOf())
                .id("maxId", plan.maxId())
                .value("matched", capped(progress.matched(), preview.isCapped()))
                .value("eligible", capped(preview.eligible(), preview.isEligibleCapped()))
                .list(
                        "otherStates",
                        preview.refused().entrySet(),
                        state -> new JsonFields()
                                .text("state", state.getKey())
                                .number("rows", state.getValue())
                                .build())
                .list("sample", preview.sample(), BulkView::sample)
                .list("warnings", preview.warnings(), BulkView::warning)
                .millis("estimate", preview.estimate())
                .flag("mustBeTyped", action.mustBeTyped())
                .text("state", progress.state())
                .number("done", progress.counts().done())
                .number("refused", progress.counts().refused())
                .number("failed", progress.counts().failed())
                .time("updatedAt", progress.updatedAt())
                .time("endedAt", progress.endedAt());
    }

    private static JsonObject capped(int rows, boolean isCapped) {
        return new JsonFields().number("rows", rows).flag("isCapped", isCapped).build();
    }

    private static JsonObject sample(BulkPreview.Sample row) {
        return new JsonFields()
                .id("id", row.id())
                .text("type", row.type())
                .text("state", row.state())
                .build();
    }

    private static JsonObject warning(BulkPreview.Warning warning) {
        return new JsonFields()
                .text("code", warning.code())
                .text("type", warning.type())
                .number("rows", warning.rows())
                .build();
    }
}
