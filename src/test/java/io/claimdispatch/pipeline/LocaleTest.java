package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.NodeNotices;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.payload.JsonbPayloadCodec;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the product writes for machines and into the log, in locales with other digits, letters and calendars. */
class LocaleTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void asBefore() {
        Locale.setDefault(before);
    }

    @Test
    void the_jvm_is_the_one_that_the_build_asks_for() {
        String locale = System.getProperty("locale.of.the.tests");
        Assumptions.assumeTrue(locale != null, "the usual run");

        assertThat(Locale.getDefault().toLanguageTag()).isEqualTo(locale);
        assertThat(Charset.defaultCharset()).isEqualTo(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "th-TH-u-nu-thai", "fa-IR", "en-US"})
    void the_log_writes_numbers_and_times_alike_in_every_locale(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        try (LogLines lines = new LogLines(Level.DEBUG)) {
            Log log = Log.of(LocaleTest.class);
            log.debug(
                    "execution {0} of {1}, {2}, isn''t {3}",
                    1_234_567L, Instant.parse("2026-03-29T01:30:00Z"), Duration.ofSeconds(90), null);
            log.log(NodeNotices.suspensionLimit(Duration.ofSeconds(90), 1_234_567));

            assertThat(lines.with("execution"))
                    .containsExactly("DEBUG execution 1234567 of 2026-03-29T01:30:00Z, PT1M30S, isn't null\n");
            assertThat(lines.with("suspended"))
                    .containsExactly(
                            "INFO CLAIM0134: server suspended for PT1M30S; the node interrupts the 1234567 tasks"
                                    + " that still run, and gives their rows back\n");
        }
    }

    public record Paid(
            @JsonbNumberFormat("#,##0.00") double amount,
            @JsonbDateFormat("d MMMM yyyy") LocalDate day) {}

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "de-DE", "tr-TR", "fa-IR", "en-US"})
    void a_payload_with_formats_is_written_and_read_alike_in_every_locale(String locale) {
        Paid paid = new Paid(1234.5, LocalDate.of(2026, 3, 29));
        Locale.setDefault(Locale.ROOT);
        String json = new JsonbPayloadCodec().write(paid);

        Locale.setDefault(Locale.forLanguageTag(locale));

        assertThat(new JsonbPayloadCodec().write(paid)).isEqualTo(json).contains("1,234.50");
        assertThat(new JsonbPayloadCodec().read(json, Paid.class)).isEqualTo(paid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "lt-LT", "en-US"})
    void a_setting_is_read_alike_in_every_locale(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));

        Settings settings = TestSettings.of("claiming", "FALSE", "schema", "Validate", "limit", "12");

        assertThat(settings.claiming()).isFalse();
        assertThat(settings.schema().name()).isEqualTo("VALIDATE");
        assertThat(settings.limit()).isEqualTo(12);
    }
}
