package io.claimdispatch.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A case as a table of Markdown, to be read and to be copied into a page; in ASCII, which every console shows. */
final class TableReport {

    /** A smaller ratio needs more digits. */
    private static final double SMALL = 0.1;

    private final CaseResult result;
    private final Measure measure;

    private TableReport(CaseResult result) {
        this.result = result;
        this.measure = result.of().measure();
    }

    static String of(CaseResult result) {
        return new TableReport(result).text();
    }

    private String text() {
        String unit = measure.unit();
        return result.of().what()
                + line(
                        "%n%n| contender | rows | cold, %s | warm, %s | least to greatest |%s ratio to %s (least to greatest)"
                                + " | JVM, us a row | database, us a row | CPUs of others |%n",
                        unit, unit, isLatency() ? " p99, ms |" : "", yardstick())
                + "|---|---|---|---|---|" + (isLatency() ? "---|" : "") + "---|---|---|---|\n"
                + result.contenders().stream().map(this::row).collect(Collectors.joining())
                + line("%nIn each round, %s:%n%n", unit)
                + result.contenders().stream().map(this::rounds).collect(Collectors.joining());
    }

    private String yardstick() {
        return result.contenders().get(0);
    }

    private boolean isLatency() {
        return measure == Measure.LATENCY;
    }

    private String row(String contender) {
        Spread warm = result.warm(contender);
        Spread ratio = result.ratio(contender);
        return line(
                "| %s | %.0f | %s | %s | %s to %s |%s %s | %.1f | %.1f | %.2f |%n",
                contender,
                result.warm(contender, Round::rows).median(),
                measure.text(result.cold(contender)),
                measure.text(warm.median()),
                measure.text(warm.least()),
                measure.text(warm.greatest()),
                isLatency()
                        ? line(
                                " %.2f |",
                                result.warm(contender, Round::worstMillis).median())
                        : "",
                contender.equals(yardstick())
                        ? "1"
                        : digits(ratio.median()) + " (" + digits(ratio.least()) + " to " + digits(ratio.greatest())
                                + ")",
                result.warm(contender, Round::jvmMicrosPerRow).median(),
                result.warm(contender, Round::databaseMicrosPerRow).median(),
                result.warm(contender, Round::otherCpus).greatest());
    }

    private static String digits(double ratio) {
        return line(ratio < SMALL ? "%.4f" : "%.2f", ratio);
    }

    private String rounds(String contender) {
        List<String> figures = result.of(contender)
                .map(round -> line("%9s", measure.text(measure.of(round))))
                .toList();
        return line("    %-32s%s%n", contender, String.join("", figures));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
