package io.claimdispatch.internal.common;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.problem.Escaped;
import io.claimdispatch.internal.common.problem.Notice;
import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The product's logger; all its lines go through it. A line at INFO or above has an id, and its text comes from the
 * catalogue; only lines at DEBUG, for developers, have their text at the call. Each text is one line, whatever data it
 * contains: see {@link Escaped}. Numbers and times look the same in every locale. A line at DEBUG never throws, since it
 * must not change what is done. Thread-safe.
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

    /** Logs a line of the catalogue at its own level. */
    public void log(Notice notice) {
        log(notice.level(), notice);
    }

    /** Logs a line of the catalogue at another level, for example a line that is repeated. */
    public void log(Level level, Notice notice) {
        write(level, notice.line(), notice.thrown());
    }

    /**
     * The same, but never throws: the text of an exception is user code, and a log may fail when memory is short. If
     * the exception cannot be logged, its name is.
     */
    public void logSafely(Notice notice) {
        try {
            log(notice);
        } catch (Throwable e) {
            try {
                log(notice.withNameOnly());
            } catch (Throwable again) {
                // nothing can be logged
            }
        }
    }

    /** Logs the message of an error, without a stack. */
    public void log(Level level, ClaimDispatchException problem) {
        log(level, problem, null);
    }

    /** Logs the message of an error, with the stack of the error or of its cause. */
    public void log(Level level, ClaimDispatchException problem, @Nullable Throwable thrown) {
        write(level, String.valueOf(problem.getMessage()), thrown);
    }

    /** Logs a text at DEBUG, with the stack of an exception. */
    public void debug(String text, @Nullable Throwable thrown) {
        safely(() -> write(Level.DEBUG, text, thrown));
    }

    /** The same with a text that is only made if it is logged. */
    public void debug(Supplier<String> text, @Nullable Throwable thrown) {
        safely(() -> {
            if (logger.isLoggable(Level.DEBUG)) {
                write(Level.DEBUG, text.get(), thrown);
            }
        });
    }

    /**
     * Logs a pattern of {@link MessageFormat}, with its arguments, at DEBUG.
     *
     * @param values shown as their {@code toString} says
     */
    public void debug(String pattern, @Nullable Object... values) {
        safely(() -> {
            if (logger.isLoggable(Level.DEBUG)) {
                // as text, or the format would write numbers with the digits of a locale, and group them
                Object[] texts = Arrays.stream(values).map(String::valueOf).toArray();
                write(Level.DEBUG, new MessageFormat(pattern, Locale.ROOT).format(texts), null);
            }
        });
    }

    private static void safely(Runnable writing) {
        try {
            writing.run();
        } catch (RuntimeException | Error e) {
            // a handler of the server that throws, or no memory: what was to be told goes on
        }
    }

    private void write(Level level, String text, @Nullable Throwable thrown) {
        if (logger.isLoggable(level)) {
            String line = Escaped.of(text);
            if (thrown == null) {
                logger.log(level, line);
            } else {
                logger.log(level, line, onOneLineEach(thrown));
            }
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
