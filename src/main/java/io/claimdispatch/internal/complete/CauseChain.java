package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.common.StandIn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A throwable with its causes, and with what was suppressed. Every method of a throwable can be user code that throws, and a
 * chain can be a circle or have no end: each call is guarded, and so many are followed at most.
 *
 * @param causes the throwable and its causes, the outermost first
 * @param others what these have suppressed, and further exceptions of the database, with their causes
 */
record CauseChain(List<Link> causes, List<Link> others) {

    /** So many throwables are looked at. */
    private static final int FOLLOWED = 1_000;

    /** So many frames of one are looked at. */
    private static final int FRAMES = 500;

    /**
     * One of them.
     *
     * @param label how it belongs to the one before; empty for the first
     * @param error itself
     */
    record Link(String label, Throwable error) {

        /** The class. */
        String name() {
            return StandIn.nameOf(error);
        }

        /** Class and message, which may be long. */
        String text() {
            String name = name();
            try {
                String text = error.toString();
                return text == null ? name : text.startsWith(name) ? text : name + ": " + text;
            } catch (Throwable e) {
                // a message that calls itself, for example
                return name + ", whose text cannot be had: " + e.getClass().getName();
            }
        }

        /** Where it was thrown, the innermost first. */
        List<StackTraceElement> frames() {
            StackTraceElement[] all = guarded(error::getStackTrace);
            List<StackTraceElement> frames = new ArrayList<>();
            for (int i = 0; all != null && i < all.length && i < FRAMES; i++) {
                if (all[i] != null) {
                    frames.add(all[i]);
                }
            }
            return frames;
        }
    }

    static CauseChain of(Throwable error) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Link> causes = new ArrayList<>();
        follow("", "Caused by: ", error, seen, causes);
        List<Link> others = new ArrayList<>();
        causes.forEach(link -> addOthers(link, seen, others));
        // grows while it is walked: what was suppressed can have suppressed something itself
        for (int i = 0; i < others.size(); i++) {
            addOthers(others.get(i), seen, others);
        }
        return new CauseChain(causes, others);
    }

    /** The first ones and the last ones: the outermost says what failed, the innermost why. */
    static List<Link> ends(List<Link> links, int most) {
        if (links.size() <= most) {
            return links;
        }
        List<Link> ends = new ArrayList<>(links.subList(0, most / 2));
        ends.addAll(links.subList(links.size() - most / 2, links.size()));
        return ends;
    }

    private static void addOthers(Link link, Set<Throwable> seen, List<Link> others) {
        Throwable[] suppressed = guarded(link.error()::getSuppressed);
        for (int i = 0; suppressed != null && i < suppressed.length && i < FOLLOWED; i++) {
            follow("Suppressed: ", "Suppressed, caused by: ", suppressed[i], seen, others);
        }
        if (link.error() instanceof SQLException sql) {
            follow("Next: ", "Next, caused by: ", guarded(sql::getNextException), seen, others);
        }
    }

    private static void follow(
            String first, String further, @Nullable Throwable error, Set<Throwable> seen, List<Link> links) {
        String label = first;
        Throwable next = error;
        while (next != null && seen.size() < FOLLOWED && seen.add(next)) {
            links.add(new Link(label, next));
            label = further;
            next = guarded(next::getCause);
        }
    }

    private static <T> @Nullable T guarded(Supplier<@Nullable T> call) {
        try {
            return call.get();
        } catch (Throwable e) {
            return null;
        }
    }
}
