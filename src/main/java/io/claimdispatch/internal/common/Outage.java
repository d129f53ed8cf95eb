package io.claimdispatch.internal.common;

import java.lang.System.Logger.Level;

/** Something that is tried again and again, and may fail for long: its first failure is worth a warning, and its end a line. */
public final class Outage {

    private volatile boolean lasting;

    /** It has failed. How loudly that is to be said: further failures are for those who look closely. */
    public Level failed() {
        boolean first = !lasting;
        lasting = true;
        return first ? Level.WARNING : Level.DEBUG;
    }

    /** It has worked. Whether it had not before. */
    public boolean ends() {
        boolean was = lasting;
        lasting = false;
        return was;
    }
}
