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
 * A throwable with its causes and suppressed exceptions. Every method of a throwable can be user code that throws, and
 * a chain can be a circle or endless: each call is guarded, and the number followed is bounded.
 *
 * @param causes the throwable and its causes, the outermost first
 * @param others their suppressed exceptions, and the database's next exceptions, with their causes
 */
record CauseChain(List<Link> causes, List<Link> others) {

    /** The maximum number of throwables to follow. */
    private static final int FOLLOWED = 1_000;

    /** The maximum number of frames per throwable. */
    private static final int FRAMES = 500;

    /**
     * One throwable of the chain.
     *
     * @param label its relation to the one before; empty for the first
     * @param error the throwable
     */
    record Link(String label, Throwable error) {

        /** The class name. */
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
                // for example a message that calls itself
                return name + ", whose text cannot be had: " + e.getClass().getName();
            }
        }

        /** The stack frames, innermost first. */
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
        // the list grows during the loop, since suppressed exceptions can have suppressed others
        for (int i = 0; i < others.size(); i++) {
            addOthers(others.get(i), seen, others);
        }
        return new CauseChain(causes, others);
    }

    /** The first and the last links: the outermost says what failed, the innermost why. */
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
