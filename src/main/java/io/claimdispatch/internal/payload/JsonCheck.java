package io.claimdispatch.internal.payload;

import jakarta.json.JsonException;

/** Tells text that is JSON for no reader from JSON that only this one cannot cope with. */
public final class JsonCheck {

    private JsonCheck() {}

    /** Whether the text is certainly JSON. Makes no values of it, so that numbers may be as long as they like. */
    public static boolean isJson(String text) {
        try {
            JsonText.checkSyntax(text);
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            return false;
        }
    }

    /**
     * Whether the text is certainly no JSON, on any node. Text that exceeds a limit of this reader, for nesting for example, is
     * not certain: another server's reader may have another limit.
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
