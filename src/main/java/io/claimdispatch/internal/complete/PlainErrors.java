package io.claimdispatch.internal.complete;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the column {@code errors} when {@link AttemptErrors} fails: its previous content, and an entry of this attempt
 * with at least its claim, by which a later attempt proves that a batch execution is the row's. Needs neither a clock
 * nor a library, and never throws.
 */
final class PlainErrors {

    private static final int KEPT = 20;

    /**
     * The maximum length of a text that cannot be split and is still appended to, since an attempt may fail in this way
     * every minute.
     */
    private static final int LONGEST = 1_000_000;

    private PlainErrors() {}

    /**
     * Appends an error to those of the row.
     *
     * @param error the text of the new error; characters that class names do not have are replaced
     */
    static String append(Attempt attempt, String error) {
        String before = attempt.row().errors();
        String otherwise = before == null ? "[]" : before;
        try {
            String entry = entry(attempt, error);
            return before == null ? "[" + entry + "]" : append(before, entry);
        } catch (Throwable e) {
            // memory is short
            return otherwise;
        }
    }

    private static String append(String before, String entry) {
        try {
            List<String> entries = new ArrayList<>(ErrorHistory.entries(before));
            entries.add(entry);
            return "[" + String.join(",", entries.subList(Math.max(0, entries.size() - KEPT), entries.size())) + "]";
        } catch (Throwable e) {
            // no JSON library available: use only the text
            return spliced(before.strip(), entry);
        }
    }

    private static String spliced(String before, String entry) {
        if (!before.startsWith("[") || !before.endsWith("]") || before.length() > LONGEST) {
            return before;
        }
        String entries = before.substring(1, before.length() - 1).strip();
        return "[" + (entries.isEmpty() ? "" : entries + ",") + entry + "]";
    }

    private static String entry(Attempt attempt, String error) {
        String claim = claim(attempt);
        return "{\"attempt\":" + attemptOf(attempt) + (claim == null ? "" : ",\"claim\":\"" + claim + "\"")
                + ",\"error\":\"" + error.replaceAll("[^A-Za-z0-9_.$: ]", "?") + "\"}";
    }

    private static @Nullable String claim(Attempt attempt) {
        try {
            return EarlierClaims.fingerprint(attempt.row().ref());
        } catch (Throwable e) {
            return null;
        }
    }

    /** The number of this attempt; the stored count may be the largest {@code int}. */
    static int attemptOf(Attempt attempt) {
        return Math.min(attempt.row().failCount(), Integer.MAX_VALUE - 1) + 1;
    }
}
