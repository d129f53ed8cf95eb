package io.claimdispatch.internal.console.security;

import java.util.List;
import java.util.Locale;

/** Which members of payloads are masked, by their names, in any case of letters. */
final class MaskedMembers {

    private final List<String> patterns;

    MaskedMembers(List<String> patterns) {
        this.patterns =
                patterns.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    boolean contains(String name) {
        String letters = name.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(pattern -> matches(pattern, letters));
    }

    private static boolean matches(String pattern, String name) {
        boolean anyBegin = pattern.startsWith("*");
        boolean anyEnd = pattern.length() > 1 && pattern.endsWith("*");
        String fixed = pattern.substring(anyBegin ? 1 : 0, pattern.length() - (anyEnd ? 1 : 0));
        if (anyBegin) {
            return anyEnd ? name.contains(fixed) : name.endsWith(fixed);
        }
        return anyEnd ? name.startsWith(fixed) : name.equals(fixed);
    }
}
