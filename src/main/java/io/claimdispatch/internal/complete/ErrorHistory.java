package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.payload.JsonCheck;
import io.claimdispatch.internal.store.row.StorableText;
import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the column {@code errors}, which a person or another version may have written, as entries of JSON text. Each
 * entry is short, flat and without numbers that a reader could fail on; any other entry is kept as a truncated string.
 * The text is never parsed into values, which could exceed the reader's limits.
 */
final class ErrorHistory {

    /** The maximum length of an entry: ours have an error of 4,000 {@code char}s, each of which may become six. */
    private static final int MAX_ENTRY = 30_000;

    private static final int MAX_ALL = 20 * MAX_ENTRY;

    private static final int MAX_DEPTH = 4;

    private static final int MAX_DIGITS = 15;

    private ErrorHistory() {}

    /** The entries, each valid JSON. Never throws, whatever the text. */
    static List<String> entries(@Nullable String errors) {
        if (errors == null || errors.isBlank()) {
            return List.of();
        }
        List<String> entries = new ArrayList<>();
        boolean isSplit = errors.length() <= MAX_ALL && JsonCheck.isJson(errors) && split(errors.strip(), entries);
        return isSplit ? entries : List.of(string(errors));
    }

    /** Splits an array into its entries; returns whether the text is exactly one array. */
    private static boolean split(String text, List<String> entries) {
        int depth = 0;
        int from = 1;
        for (int i = 0; i < text.length() && text.startsWith("["); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = endOfString(text, i);
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            }
            if (depth == 1 && c == ',' || depth == 0) {
                add(entries, text.substring(from, i).strip());
                from = i + 1;
            }
            if (depth == 0) {
                return from == text.length();
            }
        }
        return false;
    }

    private static void add(List<String> entries, String entry) {
        if (!entry.isEmpty()) {
            entries.add(isPlain(entry) ? entry : string(entry));
        }
    }

    private static String string(String text) {
        return Json.createValue(StorableText.clean(text, ErrorText.MAX)).toString();
    }

    private static boolean isPlain(String entry) {
        if (entry.length() > MAX_ENTRY || depth(entry) > MAX_DEPTH) {
            return false;
        }
        int digits = 0;
        for (int i = 0; i < entry.length(); i++) {
            char c = entry.charAt(i);
            if (c == '"') {
                i = endOfString(entry, i);
            }
            boolean ofNumber = c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+';
            // 1e9999 has few digits, but ten thousand for a reader
            boolean exponent = digits > 0 && (c == 'e' || c == 'E');
            digits = ofNumber ? digits + 1 : 0;
            if (digits > MAX_DIGITS || exponent) {
                return false;
            }
        }
        return true;
    }

    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = endOfString(text, i);
            } else if (c == '[' || c == '{') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
        return deepest;
    }

    private static int endOfString(String text, int begin) {
        int i = begin + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
