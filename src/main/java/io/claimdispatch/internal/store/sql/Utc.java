package io.claimdispatch.internal.store.sql;

import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/** Provides a UTC calendar for drivers that otherwise use the JVM's time zone. */
public final class Utc {

    private Utc() {}

    /** A new calendar each time, since drivers write into it. */
    public static Calendar calendar() {
        return new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    }
}
