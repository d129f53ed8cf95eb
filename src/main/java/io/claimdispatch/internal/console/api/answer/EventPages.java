package io.claimdispatch.internal.console.api.answer;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.view.EventView;
import io.claimdispatch.internal.console.view.JsonFields;
import io.claimdispatch.internal.operate.RowReads;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What the two lists of events have in common: their cursor, which stands for an id, and their answer. */
public final class EventPages {

    public static final Parameter LIMIT = Parameter.number("limit", "From 1 to 200; 50 without it.");

    private static final int USUAL = 50;
    private static final int MOST = 200;

    /** Tells a cursor of events from others, and from a slip. */
    private static final int MARK = 0x65_76_74_31;

    private static final int BYTES = Integer.BYTES + Long.BYTES;

    private EventPages() {}

    public static int limit(Call call) {
        return call.parameter(LIMIT.name(), USUAL, 1, MOST);
    }

    /**
     * The events of the page have ids below this one.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 if the cursor is not of these lists
     */
    public static long before(Call call) {
        String cursor = call.parameter(Parameter.CURSOR.name());
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(
                    cursor.length() > 2 * BYTES
                            ? new byte[0]
                            : Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == BYTES && bytes.getInt() == MARK) {
                return bytes.getLong();
            }
        } catch (IllegalArgumentException e) {
            // not Base64: refused below
        }
        throw ConsoleProblems.parameterInvalid(
                Parameter.CURSOR.name(), cursor, "the next of the page before, or none for the first page");
    }

    public static Answer answer(RowReads.Events page) {
        return Answer.of(new JsonFields()
                .list("events", page.events(), EventView::of)
                .text("next", cursor(page.rest()))
                .build());
    }

    private static @Nullable String cursor(@Nullable Long rest) {
        if (rest == null) {
            return null;
        }
        byte[] bytes = ByteBuffer.allocate(BYTES).putInt(MARK).putLong(rest).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
