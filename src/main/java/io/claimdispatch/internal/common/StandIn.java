package io.claimdispatch.internal.common;

import java.io.Serial;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Replaces a throwable whose own text must not be shown: the same stacks and causes, with other texts. */
public final class StandIn extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** No honest chain of causes is longer. */
    private static final int DEEPEST = 100;

    private final Class<?> original;

    private StandIn(Class<?> original, String text, @Nullable Throwable cause) {
        super(text, cause);
        this.original = original;
    }

    /** The class name of a throwable, or of the one that it replaces. */
    public static String nameOf(Throwable error) {
        return classOf(error).getName();
    }

    /** The class of a throwable, or of the one that it replaces. */
    public static Class<?> classOf(Throwable error) {
        return error instanceof StandIn standIn ? standIn.original : error.getClass();
    }

    /**
     * Creates a stand-in for a throwable, its causes and its suppressed exceptions.
     *
     * @param text returns the text that replaces class and message of each of them
     */
    public static StandIn of(Throwable original, Function<Throwable, String> text) {
        return copy(original, text, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static StandIn copy(Throwable original, Function<Throwable, String> text, Set<Throwable> seen) {
        seen.add(original);
        Throwable cause = original.getCause();
        StandIn copy = new StandIn(
                classOf(original),
                text.apply(original),
                cause == null || isEnough(cause, seen) ? null : copy(cause, text, seen));
        copy.setStackTrace(original.getStackTrace());
        for (Throwable suppressed : original.getSuppressed()) {
            if (!isEnough(suppressed, seen)) {
                copy.addSuppressed(copy(suppressed, text, seen));
            }
        }
        return copy;
    }

    private static boolean isEnough(Throwable next, Set<Throwable> seen) {
        return seen.size() >= DEEPEST || seen.contains(next);
    }

    /** Returns only the text, which includes the original's class. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
