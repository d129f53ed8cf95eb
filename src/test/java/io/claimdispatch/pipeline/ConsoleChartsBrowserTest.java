package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.TestDatabase;
import io.claimdispatch.internal.store.statistics.Counter;
import io.claimdispatch.internal.store.statistics.Histogram;
import io.claimdispatch.internal.store.statistics.Statistic;
import io.claimdispatch.internal.store.statistics.Tally;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The charts of the overview, and the figures of the types. */
class ConsoleChartsBrowserTest extends ConsolePageTest {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String TYPES = "mail, order.paid, report.monthly";

    private static long[] buckets(double millis, long times) {
        long[] counts = new long[Histogram.BUCKETS];
        for (double part : new double[] {0.5, 1, 1, 1, 1.4, 4}) {
            counts[Histogram.bucket((long) (TimeUnit.MILLISECONDS.toNanos(1) * millis * part))] += times;
        }
        return counts;
    }

    /** An hour with a wave of work, a trouble and a gap, in which nothing began. */
    private static Tally minute(int ago, int share) {
        boolean isGap = ago > 20 && ago < 24;
        boolean isTrouble = ago > 8 && ago < 14;
        long arrived = Math.round(60 + 40 * Math.sin(ago / 7.0)) / share;
        long done = isGap ? 0 : isTrouble ? arrived / 2 : ago == 20 ? arrived * 4 : arrived;
        long[] counts = new long[Counter.values().length];
        counts[Counter.PUBLISHED.ordinal()] = arrived;
        counts[Counter.STARTED.ordinal()] = done;
        counts[Counter.PROCESSED.ordinal()] = isTrouble ? done / 2 : done;
        counts[Counter.FAILED.ordinal()] = isTrouble ? done / 2 : 0;
        double wait = isGap || isTrouble ? 4_000 : 35 + ago;
        return Tally.of(
                counts,
                isGap ? Histogram.EMPTY : Histogram.of(buckets(wait, done)),
                isGap ? Histogram.EMPTY : Histogram.of(buckets(120.0 * share, done)),
                isGap || isTrouble ? Duration.ofSeconds(9L * (25 - ago)) : null);
    }

    private void anHour() throws SQLException {
        Instant now = Statistic.start(database.now(), Statistic.MINUTE);
        List<Statistic> rows = new ArrayList<>();
        for (int ago = 1; ago <= 60; ago++) {
            Instant start = now.minus(Duration.ofMinutes(ago));
            Tally all = Tally.EMPTY;
            int share = 1;
            for (String type : TYPES.split(", ")) {
                Tally tally = minute(ago, share++);
                all = all.plus(tally);
                rows.add(new Statistic(Statistic.MINUTE, start, type, "shop-1", tally));
            }
            rows.add(new Statistic(Statistic.MINUTE, start, Statistic.ALL, "shop-1", all));
        }
        TestDatabase tested = database.database();
        tested.commit(connection -> {
            tested.dialect().store().statistics().write(connection, TableName.ACTION_LOGS, rows);
            return true;
        });
    }

    @Test
    void theOverviewDrawsWhatWasCountedAndHasItAsATable() throws Exception {
        anHour();

        open("");

        untilShown("document.querySelectorAll('.chart svg path').length === 8");
        assertThat(browser.holds("[...document.querySelectorAll('.chart svg path')]"
                        + ".every(path => /^[MLh0-9. -]*$/.test(path.getAttribute('d')))"))
                .as("numbers only")
                .isTrue();
        assertThat(browser.script("return document.querySelector('.chart svg path').getAttribute('d')"))
                .asString()
                .as("a line through 60 minutes")
                .matches("M0\\.5 [0-9.]+(L[0-9]+\\.5 [0-9.]+){58}(h\\.01)?(L59\\.5 [0-9.]+h\\.01)?");
        assertThat(browser.script("return document.querySelectorAll('.figures tbody tr').length"))
                .isEqualTo(60L);
        assertThat(browser.text()).contains("Arrivals and ends", "/min", "Failed attempts", "oldest due");
        browser.script("document.querySelector('.card details summary').click()");
        untilShown("document.querySelector('.figures').checkVisibility()");
    }

    @Test
    void aRangeIsAnAddressAndAnotherOneHasOtherPoints() throws Exception {
        anHour();
        open("?range=6h");
        untilShown("document.querySelectorAll('.figures tbody tr').length > 60");

        browser.script("document.querySelectorAll('.ranges a')[2].click()");

        untilShown(
                "location.search.includes('range=24h') && document.querySelectorAll('.figures tbody tr').length > 90");
        assertThat(browser.script("return document.querySelector('.ranges [aria-current]').textContent"))
                .isEqualTo("24 hours");
    }

    @Test
    void theAxisFollowsTheChosenZone() throws Exception {
        anHour();
        open("");
        browser.script("localStorage.setItem('claim-dispatch.zone', 'utc')");
        try {
            open("");
            untilShown("document.querySelector('.axis')");

            String axis = String.valueOf(browser.script("return document.querySelector('.axis').textContent"));
            Instant now = database.now();
            assertThat(List.of(
                            CLOCK.format(now.minus(Duration.ofMinutes(1))),
                            CLOCK.format(now.minus(Duration.ofMinutes(2)))))
                    .anySatisfy(time -> assertThat(axis).endsWith(time + " UTC"));
        } finally {
            browser.script("localStorage.removeItem('claim-dispatch.zone')");
        }
    }

    @Test
    void aTableWithoutStatisticsSaysWhy() {
        open("");

        untilReads("Nothing was counted in this time.");
        assertThat(browser.holds("!document.querySelector('.chart')")).isTrue();
    }

    @Test
    void theTypesHaveTheirFiguresOfTheLastHour() throws Exception {
        anHour();

        open("?view=types");

        untilReads("order.paid");
        assertThat(browser.script("return [...document.querySelectorAll('tbody tr')]"
                        + ".find(row => row.textContent.includes('order.paid')).querySelector('.c-runs').textContent"))
                .asString()
                .matches(".*2\\d\\d ms · .* · .*");
        assertThat(browser.text()).contains("Failing", "of the last hour");
    }

    @ParameterizedTest
    @CsvSource({"390, 844, false", "390, 844, true", "1440, 900, false", "1440, 900, true"})
    void chartsFitAndHaveNoBarrier(int width, int height, boolean isDark) throws Exception {
        anHour();
        SoftAssertions all = new SoftAssertions();
        browser.looks(width, height, isDark);
        for (String view : List.of("?range=1h", "?view=types")) {
            open(view);
            untilShown(
                    view.startsWith("?range")
                            ? "document.querySelector('.chart')"
                            : "document.querySelector('.c-runs')");

            Pictures.keep(browser, view, width, isDark);
            all.assertThat(browser.holds("document.documentElement.scrollWidth <= innerWidth"))
                    .as("%s fits into %s", view, width)
                    .isTrue();
            all.assertThat(browser.barriers()).as(view).isEmpty();
        }
        all.assertAll();
    }
}
