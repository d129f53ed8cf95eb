package io.claimdispatch.internal.store.database;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells by its URL whether a database keeps its data in memory only. */
final class InMemory {

    /** H2's in this JVM or in a server, its file systems in memory, Derby's in this JVM or in a server. */
    private static final List<String> MARKS = List.of(
            "jdbc:h2:mem:", "/mem:", "memfs:", "memlz:", "niomemfs:", "niomemlz:", "jdbc:derby:memory:", "/memory:");

    private InMemory() {}

    /** Only the part before the options counts, so that nothing in them is taken for a name. */
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
