package io.claimdispatch.internal.console.security;

import io.claimdispatch.internal.console.security.PayloadLeaves.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two payloads.
 *
 * @param changes the members, in their order, without masked values
 * @param more how many further members differ
 */
public record PayloadDiff(List<Change> changes, int more) {

    private static final int MOST = 50;

    /** Of a value, in characters. */
    private static final int LONGEST = 200;

    /**
     * A member that differs.
     *
     * @param path its place, as a JSON pointer
     * @param from its value before; null for a new one
     * @param to its value; null for one that is gone
     */
    public record Change(
            String path, @Nullable String from, @Nullable String to) {}

    static PayloadDiff of(PayloadLeaves before, PayloadLeaves after) {
        if (before.isFull() || after.isFull()) {
            // what was not read would pass for new, or for gone
            return new PayloadDiff(List.of(new Change("", "…", "…")), 0);
        }
        Set<String> paths = new LinkedHashSet<>(before.byPath().keySet());
        paths.addAll(after.byPath().keySet());
        List<Change> changes = new ArrayList<>();
        int more = 0;
        for (String path : paths) {
            Leaf from = before.byPath().get(path);
            Leaf to = after.byPath().get(path);
            if (from == null || to == null || !from.json().equals(to.json())) {
                if (changes.size() < MOST) {
                    changes.add(new Change(cut(path), shown(from), shown(to)));
                } else {
                    more++;
                }
            }
        }
        return new PayloadDiff(changes, more);
    }

    private static @Nullable String shown(@Nullable Leaf leaf) {
        return leaf == null ? null : cut(leaf.shown());
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }
}
