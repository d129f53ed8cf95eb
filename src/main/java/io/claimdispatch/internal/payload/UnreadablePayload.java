package io.claimdispatch.internal.payload;

import io.claimdispatch.internal.common.StandIn;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParsingException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports why a payload could not be read without revealing its values, which a reader's message usually quotes. */
public final class UnreadablePayload {

    private static final int DEEPEST = 100;

    private UnreadablePayload() {}

    /**
     * Replaces an exception of a codec by a stand-in. It and its causes keep the classes and stacks of the originals;
     * the messages are replaced by the name and type of the field, as far as the messages reveal it, or the position
     * in the text.
     *
     * @param target the type that the payload should have been read as
     * @param json the payload
     * @param codec the codec that failed; called again for single members if the messages name none
     */
    public static Throwable withoutValues(Throwable thrown, Type target, String json, PayloadCodec codec) {
        List<Throwable> chain = chain(thrown);
        return withoutValues(thrown, path(chain, target, json, codec) + position(chain));
    }

    /** The same for a payload that was only parsed as JSON. */
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
            // the text is not JSON, so no member is at fault; the position says where
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

    /** Returns the location, which some implementations leave null against their contract. */
    private static @Nullable JsonLocation location(JsonParsingException e) {
        return e.getLocation();
    }
}
