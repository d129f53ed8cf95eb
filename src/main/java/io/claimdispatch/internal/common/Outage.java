package io.claimdispatch.internal.common;

import java.lang.System.Logger.Level;

/** An outage of something that is tried again and again: its first failure is a warning, and its end one log line. */
public final class Outage {

    private volatile boolean lasting;

    /** Records a failure. Returns the level to log it at: WARNING for the first, DEBUG for further ones. */
    public Level failed() {
        boolean first = !lasting;
        lasting = true;
        return first ? Level.WARNING : Level.DEBUG;
    }

    /** Records a success. Returns whether an outage has just ended. */
    public boolean ends() {
        boolean was = lasting;
        lasting = false;
        return was;
    }
}
