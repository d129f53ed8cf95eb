package io.claimdispatch.internal.config;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Problems;
import jakarta.ejb.ScheduleExpression;

/** Parses the setting {@code claim-dispatch.calendar}: attributes of {@code @Schedule}, separated by blanks. */
public final class Calendars {

    private static final String EXPECTED = "attributes of @Schedule by blanks, like: hour=* minute=0/5 second=0";

    private Calendars() {}

    /**
     * Parses the schedule of the EJB timer.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0040 if the text is not made of attributes of {@code
     *     @Schedule}
     */
    public static ScheduleExpression parse(String text) {
        ScheduleExpression schedule = new ScheduleExpression();
        for (String part : text.strip().split("\\s+")) {
            int equals = part.indexOf('=');
            String value = part.substring(equals + 1);
            if (equals < 1 || value.isEmpty()) {
                throw invalid(text);
            }
            switch (part.substring(0, equals)) {
                case "second" -> schedule.second(value);
                case "minute" -> schedule.minute(value);
                case "hour" -> schedule.hour(value);
                case "dayOfMonth" -> schedule.dayOfMonth(value);
                case "month" -> schedule.month(value);
                case "dayOfWeek" -> schedule.dayOfWeek(value);
                case "year" -> schedule.year(value);
                case "timezone" -> schedule.timezone(value);
                default -> throw invalid(text);
            }
        }
        return schedule;
    }

    /** The error for an invalid calendar. */
    public static ClaimDispatchException invalid(String text) {
        return Problems.settingInvalid("claim-dispatch.calendar", text, EXPECTED);
    }
}
