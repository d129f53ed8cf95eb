package io.claimdispatch.internal.payload;

import io.claimdispatch.internal.common.StandIn;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParsingException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kept a payload from being read, told without the payload: a reader's message usually quotes the value. */
public final class UnreadablePayload {

    private static final int DEEPEST = 100;

    private UnreadablePayload() {}

    /**
     * A stand-in for what a codec has thrown. It and its causes have the classes and stacks of the originals, and instead of
     * the messages the name and type of the field, as far as the messages tell it, or the position in the text.
     *
     * @param target what the payload was to be read as
     * @param json the payload
     * @param codec what was to read it; asked again for single members if the messages name none
     */
    public static Throwable withoutValues(Throwable thrown, Type target, String json, PayloadCodec codec) {
        List<Throwable> chain = chain(thrown);
        return withoutValues(thrown, path(chain, target, json, codec) + position(chain));
    }

    /** The same for a payload that was only to be read as JSON. */
    public static Throwable withoutValues(Throwable thrown) {
        return withoutValues(thrown, position(chain(thrown)));
    }

    private static Throwable withoutValues(Throwable thrown, String where) {
        String place = where
                + "; its message may quote the payload and is left out unless claim-dispatch.show-payload-values is true";
        return StandIn.of(thrown, each -> each.getClass().getName() + (each == thrown ? place : ""));
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = thrown; each != null && chain.size() < DEEPEST; each = each.getCause()) {
            chain.add(each);
        }
        return chain;
    }

    private static FieldPath path(List<Throwable> chain, Type target, String json, PayloadCodec codec) {
        FieldPath longest = new FieldPath(target);
        for (Throwable each : chain) {
            FieldPath path = FieldPath.quotedIn(message(each), target);
            longest = path.length() > longest.length() ? path : longest;
        }
        if (longest.length() == 0) {
            probe(longest, json, codec);
        }
        return longest;
    }

    private static void probe(FieldPath path, String json, PayloadCodec codec) {
        try {
            path.probe(JsonText.parse(json), codec);
        } catch (RuntimeException | StackOverflowError noJson) {
            // no member is to blame; the position says where it is none
        }
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? "" : message;
    }

    private static String position(List<Throwable> chain) {
        for (Throwable each : chain) {
            JsonLocation location = each instanceof JsonParsingException e ? location(e) : null;
            if (location != null) {
                return " at line " + location.getLineNumber() + ", column " + location.getColumnNumber();
            }
        }
        return "";
    }

    /** Null against its contract, from some implementations. */
    private static @Nullable JsonLocation location(JsonParsingException e) {
        return e.getLocation();
    }
}
