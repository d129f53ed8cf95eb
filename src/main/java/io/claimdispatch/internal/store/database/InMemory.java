package io.claimdispatch.internal.store.database;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Recognises an in-memory database by its URL. */
final class InMemory {

    /** H2 in this JVM or in a server, H2's in-memory file systems, Derby in this JVM or in a server. */
    private static final List<String> MARKS = List.of(
            "jdbc:h2:mem:", "/mem:", "memfs:", "memlz:", "niomemfs:", "niomemlz:", "jdbc:derby:memory:", "/memory:");

    private InMemory() {}

    /** Checks only the part before the options, so that nothing in them is taken for a name. */
    static boolean is(@Nullable String url) {
        if (url == null) {
            return false;
        }
        String lower = url.toLowerCase(Locale.ROOT);
        String place = lower.indexOf(';') < 0 ? lower : lower.substring(0, lower.indexOf(';'));
        return (place.startsWith("jdbc:h2:") || place.startsWith("jdbc:derby:"))
                && MARKS.stream().anyMatch(place::contains);
    }
}
