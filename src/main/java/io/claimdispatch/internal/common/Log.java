package io.claimdispatch.internal.common;

import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The product's log, and the only way to the server's. Each text is one line whatever data it names: see {@link Escaped}.
 * Numbers and times are written alike in every locale. Usable on any thread.
 */
public final class Log {

    private final System.Logger logger;

    private Log(System.Logger logger) {
        this.logger = logger;
    }

    /** The log of a class, by its name. */
    public static Log of(Class<?> type) {
        return new Log(System.getLogger(type.getName()));
    }

    /** Logs a text as it is, apart from what is escaped. */
    public void log(Level level, @Nullable String text) {
        if (logger.isLoggable(level)) {
            logger.log(level, Escaped.of(String.valueOf(text)));
        }
    }

    /** Logs a text, and what was thrown with its stack. */
    public void log(Level level, @Nullable String text, @Nullable Throwable thrown) {
        if (logger.isLoggable(level)) {
            logger.log(level, Escaped.of(String.valueOf(text)), thrown == null ? null : onOneLineEach(thrown));
        }
    }

    /** The same with a text that is only made if it is logged. */
    public void log(Level level, Supplier<String> text, Throwable thrown) {
        if (logger.isLoggable(level)) {
            log(level, text.get(), thrown);
        }
    }

    /**
     * Logs a pattern of {@link MessageFormat} with values in it.
     *
     * @param values shown as their {@code toString} says
     */
    public void log(Level level, String pattern, @Nullable Object... values) {
        if (logger.isLoggable(level)) {
            // as text, or the format would write numbers with the digits of a locale, and group them
            Object[] texts = Arrays.stream(values).map(String::valueOf).toArray();
            log(level, new MessageFormat(pattern, Locale.ROOT).format(texts));
        }
    }

    private static Throwable onOneLineEach(Throwable thrown) {
        try {
            StandIn escaped = StandIn.of(thrown, each -> Escaped.of(each.toString()));
            return isSame(thrown, escaped) ? thrown : escaped;
        } catch (RuntimeException | Error unreadable) {
            // the server's log is the one to say that it has no text, and its caller to deal with that
            return thrown;
        }
    }

    private static boolean isSame(@Nullable Throwable original, @Nullable Throwable copy) {
        if (original == null || copy == null) {
            return true;
        }
        Throwable[] suppressed = original.getSuppressed();
        Throwable[] copied = copy.getSuppressed();
        boolean same = original.toString().equals(copy.toString()) && isSame(original.getCause(), copy.getCause());
        for (int i = 0; same && i < copied.length; i++) {
            same = isSame(suppressed[i], copied[i]);
        }
        return same;
    }
}
