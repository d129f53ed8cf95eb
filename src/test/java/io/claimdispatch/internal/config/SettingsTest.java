package io.claimdispatch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void every_setting_has_the_default_that_is_documented() {
        assertThat(TestSettings.of())
                .isEqualTo(new Settings(
                        "java:comp/DefaultDataSource",
                        java.util.List.of(TableName.ACTION_LOGS),
                        SchemaMode.AUTO,
                        true,
                        1_000,
                        16_777_216,
                        16_777_216,
                        4_000,
                        16,
                        2,
                        Duration.ofSeconds(1),
                        "",
                        true,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(10),
                        "java:app/concurrent/ClaimDispatchExecutor",
                        "",
                        Duration.ofSeconds(30),
                        just(PolicyValue.NEVER),
                        just(Priority.NORMAL),
                        StoppedBatch.DEAD,
                        false,
                        new RetrySettings(just(10), just(Duration.ofSeconds(10)), 2.0, Duration.ofHours(1), 0.2),
                        new RetentionSettings(
                                just(Duration.ofDays(30)),
                                just(PolicyValue.NEVER),
                                Duration.ofDays(365),
                                Duration.ofDays(90)),
                        new ConsoleSettings(
                                ConsoleSwitch.OFF,
                                false,
                                new ConsoleSettings.Roles(
                                        "claim-dispatch-viewer", "claim-dispatch-operator", "claim-dispatch-admin"),
                                List.of(),
                                List.of(),
                                List.of(
                                        "*password*",
                                        "*passwd*",
                                        "*secret*",
                                        "*token*",
                                        "authorization",
                                        "*apikey*",
                                        "*api-key*",
                                        "*api_key*"))));
    }

    private static <V> TypeValues<V> just(V general) {
        return new TypeValues<>(general, java.util.List.of());
    }

    @Test
    void a_types_own_entry_wins_over_a_family_and_a_longer_family_over_a_shorter_one() {
        TypeValues<Duration> limits = TestSettings.of(
                        "time-limit", "PT1M",
                        "time-limits", "*=PT5S, order.*=PT10S, order.big.*=never, order.big.one = PT20S")
                .timeLimits();

        assertThat(limits.of("mail")).isEqualTo(Duration.ofSeconds(5));
        assertThat(limits.of("order.small")).isEqualTo(Duration.ofSeconds(10));
        assertThat(limits.of("order.big.two")).isEqualTo(PolicyValue.NEVER);
        assertThat(limits.of("order.big.one")).isEqualTo(Duration.ofSeconds(20));
        assertThat(TestSettings.of("time-limit", "PT1M").timeLimits().of("mail"))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void attempts_delays_and_priorities_are_set_by_type_or_family_as_time_limits_are() {
        Settings settings = TestSettings.of(
                "retry.max-attempts.types", "mail=3, report.*=1",
                "retry.initial-delay.types", "report.*=PT5M, report.daily=PT0S",
                "priority.types", "mail=High, report.* = low");

        assertThat(settings.retry().maxAttempts().of("mail")).isEqualTo(3);
        assertThat(settings.retry().maxAttempts().of("report.daily")).isEqualTo(1);
        assertThat(settings.retry().maxAttempts().of("order")).isEqualTo(10);
        assertThat(settings.retry().initialDelay().of("report.daily")).isEqualTo(Duration.ZERO);
        assertThat(settings.retry().initialDelay().of("report.monthly")).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.priorities().of("mail")).isEqualTo(Priority.HIGH);
        assertThat(settings.priorities().of("report.daily")).isEqualTo(Priority.LOW);
        assertThat(settings.priorities().of("order")).isEqualTo(Priority.NORMAL);
    }

    @ParameterizedTest
    @CsvSource({
        "retry.max-attempts.types, mail=0, from 1 to 1000",
        "retry.max-attempts.types, mail=PT5S, from 1 to 1000",
        "retry.max-attempts.types, 3, like report.*=3",
        "retry.initial-delay.types, mail=P2D, PT24H",
        "retry.initial-delay.types, mail=never, ISO 8601",
        "priority.types, mail=urgent, 'one of high, normal, low'",
        "priority.types, a*=high, like mail.*=high",
    })
    void an_entry_by_type_that_cannot_be_is_an_error_that_names_the_setting(String key, String entry, String expected) {
        assertThatThrownBy(() -> TestSettings.of(key, entry))
                .hasMessageContainingAll("CLAIM0040", "claim-dispatch." + key, expected);
    }

    @Test
    void an_invalid_entry_of_a_setting_by_type_is_refused() {
        for (String entry :
                new String[] {"PT5S", "=PT5S", "a*=PT5S", "mail=", "mail=5s", "mail=PT0.5S", "mail=-PT5S"}) {
            assertThatThrownBy(() -> TestSettings.of("time-limits", entry))
                    .as(entry)
                    .hasMessageContaining("CLAIM0040");
        }
        assertThatThrownBy(() -> TestSettings.of("retention", "P1Y")).hasMessageContaining("CLAIM0040");
    }

    @Test
    void further_tables_follow_the_default_table() {
        Settings settings = TestSettings.of("tables", " other_logs , app.more_logs,, action_logs,other_logs");

        assertThat(settings.tables())
                .containsExactly(TableName.ACTION_LOGS, new TableName("other_logs"), new TableName("app.more_logs"));
        assertThat(settings.table("other_logs")).isEqualTo(new TableName("other_logs"));
        assertThatThrownBy(() -> settings.table("OTHER_LOGS")).hasMessageContaining("CLAIM0017");
    }

    @Test
    void an_invalid_table_name_is_refused() {
        for (String name : new String[] {"a b", "a;b", "A", "1a", "a.b.c", "a\"", "x".repeat(41)}) {
            assertThatThrownBy(() -> TestSettings.of("tables", name)).hasMessageContaining("CLAIM0019");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "schema, perhaps, 'auto, create, validate, none'",
        "claiming, yes, true or false",
        "limit, 0, from 1 to 100000",
        "limit, -1, from 1 to 100000",
        "limit, many, whole number",
        "limit, 99999999999999999999, whole number",
        "claim-bytes, 0, from 1",
        "max-in-flight, 1000001, from 1 to 1000000",
        "concurrency, 0, from 1",
        "coordinators, 65, from 1 to 64",
        "poll-interval, 5, ISO 8601",
        "poll-interval, PT0.5S, PT1S",
        "poll-interval, PT25H, PT24H",
        "wake-up, 1, true or false",
        "lease, PT2S, PT3S",
        "drain, -PT1S, PT0S",
        "retry.max-attempts, 0, from 1",
        "retry.initial-delay, soon, ISO 8601",
        "retry.factor, 0.5, from 1.0",
        "retry.factor, NaN, from 1.0",
        "retry.jitter, 1.5, to 1.0",
        "retry.max-delay, P31D, PT720H",
        "console, yes, 'one of off, on'",
        "console.roles.viewer, **, without an asterisk",
        "console.origins, ops.example.com, https://ops.example.com",
        "console.frame-ancestors, *, https://ops.example.com",
        "console.mask, a*b, *token*",
    })
    void a_value_that_cannot_be_is_an_error_that_names_key_value_and_what_is_expected(
            String key, String value, String expected) {
        assertThatThrownBy(() -> TestSettings.of(key, value))
                .isInstanceOfSatisfying(
                        ClaimDispatchException.class, e -> assertThat(e.id()).isEqualTo("CLAIM0040"))
                .hasMessageContaining("claim-dispatch." + key)
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining(expected);
    }

    @Test
    void several_invalid_settings_are_reported_at_once() {
        assertThatThrownBy(() -> TestSettings.of(
                        "limit", "many",
                        "lease", "soon",
                        "tables", "a;b, also wrong",
                        "calendar", "daily",
                        "time-limits", "mail=5s, =PT1S",
                        "retry.jitter", "2",
                        "retention.dead", "P1Y"))
                .isInstanceOfSatisfying(
                        ClaimDispatchException.class, e -> assertThat(e.id()).isEqualTo("CLAIM0040"))
                .hasMessageContainingAll(
                        "9 settings have values",
                        "(1) CLAIM0019: 'a;b'",
                        "(2) CLAIM0019: 'also wrong'",
                        "(3) the setting claim-dispatch.limit is 'many'; expected a whole number",
                        "(4) the setting claim-dispatch.calendar is 'daily'",
                        "claim-dispatch.lease is 'soon'",
                        "claim-dispatch.time-limits is '5s'",
                        "claim-dispatch.time-limits is '=PT1S'",
                        "claim-dispatch.retry.jitter is '2'",
                        "claim-dispatch.retention.dead is 'P1Y'");
    }

    @Test
    void an_invalid_calendar_is_reported_with_other_invalid_settings() {
        assertThatThrownBy(() -> TestSettings.of("calendar", "hours=5"))
                .hasMessageContainingAll("CLAIM0040", "claim-dispatch.calendar", "'hours=5'");
    }

    @Test
    void settings_are_read_as_their_types() {
        Settings settings = TestSettings.of(Map.of(
                "claim-dispatch.schema", "Validate",
                "claim-dispatch.claiming", "FALSE",
                "claim-dispatch.lease", "PT5M",
                "claim-dispatch.claim-bytes", "1099511627776",
                "claim-dispatch.retry.jitter", "1"));

        assertThat(settings.schema()).isEqualTo(SchemaMode.VALIDATE);
        assertThat(settings.claiming()).isFalse();
        assertThat(settings.lease()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.claimBytes()).isEqualTo(1L << 40);
        assertThat(settings.retry().jitter()).isEqualTo(1.0);
    }
}
