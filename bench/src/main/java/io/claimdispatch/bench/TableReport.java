package io.claimdispatch.bench;

import java.util.List;
import java.util.Locale;

/** A case as a table of Markdown, to be read and to be copied into a page; in ASCII, which every console shows. */
final class TableReport {

    private TableReport() {}

    static String of(CaseResult result) {
        StringBuilder text = new StringBuilder();
        text.append(line("%n**%s** on %s%n", result.title(), result.database()));
        text.append(line(
                "%n| contender | rows | cold, rows/s | warm, rows/s | least to greatest | ratio to %s"
                        + " | JVM, us a row | database, us a row | CPUs of others |%n",
                result.contenders().get(0)));
        text.append(line("|---|---|---|---|---|---|---|---|---|%n"));
        for (String contender : result.contenders()) {
            Spread warm = result.warm(contender, Round::rowsPerSecond);
            Spread ratio = result.ratio(contender);
            text.append(line(
                    "| %s | %.0f | %.0f | %.0f | %.0f to %.0f | %.2f (%.2f to %.2f) | %.1f | %.1f | %.2f |%n",
                    contender,
                    result.warm(contender, Round::rows).median(),
                    result.cold(contender),
                    warm.median(),
                    warm.least(),
                    warm.greatest(),
                    ratio.median(),
                    ratio.least(),
                    ratio.greatest(),
                    result.warm(contender, Round::jvmMicrosPerRow).median(),
                    result.warm(contender, Round::databaseMicrosPerRow).median(),
                    result.warm(contender, Round::otherCpus).greatest()));
        }
        List<Round> rounds = result.rounds();
        text.append(line("%nRows per second in each round:%n"));
        for (String contender : result.contenders()) {
            text.append(line("%n    %-18s", contender));
            rounds.stream()
                    .filter(round -> round.contender().equals(contender))
                    .forEach(round -> text.append(line("%8.0f", round.rowsPerSecond())));
        }
        return text.append(line("%n")).toString();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
