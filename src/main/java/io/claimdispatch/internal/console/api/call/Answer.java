package io.claimdispatch.internal.console.api.call;

import jakarta.json.JsonObject;
import java.util.Map;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param type the media type
 * @param headers further ones
 * @param body the body
 */
public record Answer(int status, String type, Map<String, String> headers, JsonObject body) {

    /** The header of a tag. */
    public static final String TAG = "ETag";

    /** A success. Its tag changes when something in it does that is more than the time. */
    public static Answer of(JsonObject body) {
        return tagged(EntityTag.of(body), body);
    }

    /** A success about something with a version, which {@code If-Match} can name. */
    public static Answer of(String version, JsonObject body) {
        return tagged(EntityTag.of(version, body), body);
    }

    /** A success that may be large: it has no tag, whose making would copy it, and is written piece by piece. */
    public static Answer large(JsonObject body) {
        return new Answer(200, "application/json", Map.of(), body);
    }

    /** Whether it may be large. */
    public boolean isLarge() {
        return status == 200 && !headers.containsKey(TAG);
    }

    private static Answer tagged(String tag, JsonObject body) {
        return new Answer(200, "application/json", Map.of(TAG, tag), body);
    }
}
