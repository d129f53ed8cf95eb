package io.claimdispatch.architecture.bad.internal.common;

import java.lang.System.Logger.Level;

/** Takes a text for any level, which would have no id. */
final class Log {

    void log(Level level, String text) {
        write(level, text);
    }

    void debug(String text) {
        write(Level.DEBUG, text);
    }

    private void write(Level level, String text) {
        System.getLogger("bad").log(level, text);
    }
}
