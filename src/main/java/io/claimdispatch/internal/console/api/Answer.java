package io.claimdispatch.internal.console.api;

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

    /** A success. */
    public static Answer of(JsonObject body) {
        return new Answer(200, "application/json", Map.of(), body);
    }
}
