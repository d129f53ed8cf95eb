package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.ActionQuery;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.RowFilterText;
import io.claimdispatch.internal.operate.bulk.BulkOrder;
import io.claimdispatch.internal.operate.bulk.BulkVerb;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the body of a bulk action. What does not belong to its verb is refused, and never ignored. */
final class BulkBody {

    private static final String VERB = "verb";
    private static final String FILTER = "q";
    private static final String IDS = "ids";
    private static final String RUN_AT = "runAt";
    private static final String DELAY = "delay";
    private static final String SPREAD = "spread";
    private static final String CANARY = "canary";

    private static final Duration LONGEST_SPREAD = Duration.ofDays(31);
    private static final int MOST_CANARY = 10_000;

    /** Its members. */
    static final Parameter[] MEMBERS = {
        Parameter.text(VERB, "retry, reschedule, cancel, requeue or delete.").required(),
        Parameter.text(FILTER, "Terms like state:dead type:order.*; either this or ids."),
        new Parameter(IDS, "array", false, "At most 1,000 ids, as texts."),
        Parameter.REASON.required(),
        Parameter.text(RUN_AT, "To reschedule: the time, like 2026-11-30T12:00:00Z."),
        new Parameter(
                DELAY, "any", false, "To reschedule: how long from when a row is moved, in milliseconds or like PT5M."),
        new Parameter(
                SPREAD,
                "any",
                false,
                "Over how long the earliest times of the rows are spread, in milliseconds or like PT1H; up to 31 days."),
        Parameter.number(CANARY, "How many rows are done before it waits for an operator, from 1 to 10,000.")
    };

    private BulkBody() {}

    /**
     * Reads it.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0053, CLAIM0270 and CLAIM0271 for what it says
     */
    static BulkOrder of(Call call) {
        BulkVerb verb = verb(call.requiredText(VERB));
        String filter = call.text(FILTER);
        List<Long> ids = ids(call.body().get(IDS));
        if ((filter == null) == ids.isEmpty()) {
            throw ConsoleProblems.parameterInvalid(FILTER, String.valueOf(filter), "either this or " + IDS);
        }
        ActionQuery query = filter == null
                ? ActionQuery.all()
                        .withIds(ids.stream().mapToLong(Long::longValue).toArray())
                : RowFilterText.parse(filter);
        return new BulkOrder(
                verb,
                filter,
                ids,
                query,
                to(call, verb),
                spread(verb, call.body().get(SPREAD)),
                call.body().containsKey(CANARY) ? call.number(CANARY, 1, MOST_CANARY) : 0,
                call.key());
    }

    private static BulkVerb verb(String text) {
        return Arrays.stream(BulkVerb.values())
                .filter(verb -> verb.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        ConsoleProblems.parameterInvalid(VERB, text, "retry, reschedule, cancel, requeue or delete"));
    }

    private static List<Long> ids(@Nullable JsonValue value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof JsonArray array && !array.isEmpty() && array.size() <= BulkOrder.MOST_IDS) {
            try {
                return array.stream().map(BulkBody::id).distinct().toList();
            } catch (NumberFormatException e) {
                // refused below
            }
        }
        throw ConsoleProblems.parameterInvalid(
                IDS, value.toString(), "an array of 1 to " + BulkOrder.MOST_IDS + " ids");
    }

    private static Long id(JsonValue value) {
        return Long.valueOf(value instanceof JsonString text ? text.getString() : value.toString());
    }

    private static BulkOrder.@Nullable To to(Call call, BulkVerb verb) {
        String runAt = call.text(RUN_AT);
        JsonValue delay = call.body().get(DELAY);
        if (verb != BulkVerb.RESCHEDULE) {
            if (runAt != null || delay != null) {
                throw ConsoleProblems.parameterInvalid(
                        runAt == null ? DELAY : RUN_AT, String.valueOf(runAt), "it with the verb reschedule alone");
            }
            return null;
        }
        if ((delay == null) == (runAt == null)) {
            throw ConsoleProblems.parameterInvalid(RUN_AT, String.valueOf(runAt), "either this or " + DELAY);
        }
        return runAt == null
                ? BulkOrder.To.in(Moments.duration(DELAY, delay))
                : BulkOrder.To.at(Moments.time(RUN_AT, runAt));
    }

    private static Duration spread(BulkVerb verb, @Nullable JsonValue value) {
        if (value == null) {
            return Duration.ZERO;
        }
        Duration spread = Moments.duration(SPREAD, value);
        if (!verb.makesDue() || spread.toSeconds() < 1 || spread.compareTo(LONGEST_SPREAD) > 0) {
            throw ConsoleProblems.parameterInvalid(
                    SPREAD, value.toString(), "from PT1S to P31D, and a verb that makes rows due");
        }
        return spread;
    }
}
