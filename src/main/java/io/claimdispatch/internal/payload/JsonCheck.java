package io.claimdispatch.internal.payload;

import jakarta.json.JsonException;

/** Distinguishes text that is not JSON for any reader from JSON that only this reader cannot handle. */
public final class JsonCheck {

    private JsonCheck() {}

    /** Whether the text is certainly JSON. Creates no values, so numbers may have any length. */
    public static boolean isJson(String text) {
        try {
            JsonText.checkSyntax(text);
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            return false;
        }
    }

    /**
     * Whether the text is certainly not JSON on any node. Text that exceeds a limit of this reader, for example for
     * nesting, is uncertain: another server's reader may have another limit.
     */
    public static boolean isNoJson(String text) {
        try {
            JsonText.checkSyntax(text);
            return false;
        } catch (JsonException | IllegalArgumentException e) {
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            return false;
        }
    }
}
