package io.claimdispatch.pipeline;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the product logs while the test runs, stack traces included. Without a finder of ours, a library of the application
 * server's on the tests' class path would swallow it.
 */
public final class LogLines implements AutoCloseable {

    private static final Set<LogLines> OPEN = ConcurrentHashMap.newKeySet();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger.Level least;
    private final boolean fails;

    LogLines() {
        this(Logger.Level.INFO);
    }

    /** From a level on. */
    LogLines(Logger.Level least) {
        this(least, false);
    }

    private LogLines(Logger.Level least, boolean fails) {
        this.least = least;
        this.fails = fails;
        OPEN.add(this);
    }

    /** A handler of the server that throws at each line at DEBUG. */
    static LogLines failingAtDebug() {
        return new LogLines(Logger.Level.DEBUG, true);
    }

    private void add(Logger.Level level, String line) {
        if (fails && level == Logger.Level.DEBUG) {
            throw new IllegalStateException("the disk of the log is full");
        }
        lines.add(line);
    }

    private boolean takes(Logger.Level level) {
        return level.compareTo(least) >= 0;
    }

    List<String> with(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    /** Forgets what was logged so far. */
    void clear() {
        lines.clear();
    }

    @Override
    public void close() {
        OPEN.remove(this);
    }

    /** Found by the JDK. */
    public static final class Finder extends System.LoggerFinder {
        @Override
        public Logger getLogger(String name, Module module) {
            return new Line(name);
        }
    }

    private record Line(String name) implements Logger {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return name.startsWith("io.claimdispatch") && OPEN.stream().anyMatch(each -> each.takes(level));
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
            if (isLoggable(level)) {
                StringWriter line = new StringWriter().append(level + " " + text + "\n");
                if (thrown != null) {
                    thrown.printStackTrace(new PrintWriter(line, true));
                }
                OPEN.stream().filter(each -> each.takes(level)).forEach(each -> each.add(level, line.toString()));
            }
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... values) {
            log(
                    level,
                    bundle,
                    values == null || values.length == 0
                            ? format
                            : new MessageFormat(format, Locale.ROOT).format(values),
                    (Throwable) null);
        }
    }
}
