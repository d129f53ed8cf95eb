package io.claimdispatch.internal.complete;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the column {@code errors} is given when {@link AttemptErrors} fails: what stood there before, and an entry of this attempt
 * that has at least its claim, by which a later attempt proves that a batch execution is the row's. Needs neither a clock nor a
 * library, and never throws.
 */
final class PlainErrors {

    private static final int KEPT = 20;

    /** A text that cannot be split is not added to beyond this: an attempt may fail in this way every minute. */
    private static final int LONGEST = 1_000_000;

    private PlainErrors() {}

    /**
     * The errors of the row so far and this one.
     *
     * @param error the text of this one; needs no escaping but for the names of classes
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
            // no library for JSON: the text alone has to do
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

    /** The number of this attempt, which may have been counted as far as a number goes. */
    static int attemptOf(Attempt attempt) {
        return Math.min(attempt.row().failCount(), Integer.MAX_VALUE - 1) + 1;
    }
}
