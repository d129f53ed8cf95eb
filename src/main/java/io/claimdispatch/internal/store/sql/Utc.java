package io.claimdispatch.internal.store.sql;

import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/** For drivers that take the JVM's zone unless they are told another. */
public final class Utc {

    private Utc() {}

    /** A new one each time: drivers write into it. */
    public static Calendar calendar() {
        return new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    }
}
