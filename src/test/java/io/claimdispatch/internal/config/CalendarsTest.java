package io.claimdispatch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.ScheduleExpression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarsTest {

    @Test
    void a_calendar_accepts_all_attributes_of_a_schedule() {
        ScheduleExpression schedule = Calendars.parse(
                "  second=1 minute=0/5  hour=* dayOfMonth=Last month=Jan-Mar dayOfWeek=Mon,Fri year=2027 timezone=Europe/Berlin ");

        assertThat(schedule.getSecond()).isEqualTo("1");
        assertThat(schedule.getMinute()).isEqualTo("0/5");
        assertThat(schedule.getHour()).isEqualTo("*");
        assertThat(schedule.getDayOfMonth()).isEqualTo("Last");
        assertThat(schedule.getMonth()).isEqualTo("Jan-Mar");
        assertThat(schedule.getDayOfWeek()).isEqualTo("Mon,Fri");
        assertThat(schedule.getYear()).isEqualTo("2027");
        assertThat(schedule.getTimezone()).isEqualTo("Europe/Berlin");
    }

    @Test
    void attributes_missing_in_a_calendar_have_the_defaults_of_a_schedule() {
        ScheduleExpression schedule = Calendars.parse("minute=30");

        assertThat(schedule.getHour()).isEqualTo("0");
        assertThat(schedule.getSecond()).isEqualTo("0");
        assertThat(schedule.getTimezone()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/5 * * * *", "hour", "hour=", "=5", "hours=5", "hour=* nonsense"})
    void an_invalid_calendar_is_an_error_that_says_what_is_expected(String text) {
        assertThatThrownBy(() -> Calendars.parse(text))
                .hasMessageContaining("CLAIM0040")
                .hasMessageContaining("claim-dispatch.calendar")
                .hasMessageContaining("hour=* minute=0/5");
    }
}
