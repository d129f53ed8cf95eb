package io.claimdispatch.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A page of Markdown with results. Those of a case stand between {@code <!-- begin title -->} and {@code <!-- end title -->},
 * and a run replaces what is there: no figure is written by hand.
 */
final class Page {

    private static final int LONGEST_LINE = 140;

    private final Path file;

    Page(Path file) {
        this.file = file;
    }

    /** Puts a case's table, when and where it was measured, and its chart in. */
    void show(Map<String, String> environment, CaseResult result) throws IOException {
        String title = result.of().title();
        String begin = "<!-- begin " + title + " -->";
        String end = "<!-- end " + title + " -->";
        String page = Files.readString(file, StandardCharsets.UTF_8);
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException(file + " has no place for " + title + ": write " + begin + " and " + end);
        }
        Path chart = charts().resolve(title + ".png");
        Files.createDirectories(charts());
        Chart.write(result, chart);
        String image = "![" + title + "](" + charts().getFileName() + "/" + chart.getFileName() + ")\n\n";
        String text = "\n\n" + TableReport.of(result) + "\n" + image + where(environment, result) + "\n";
        Files.writeString(file, page.substring(0, from + begin.length()) + text + page.substring(to));
    }

    /** A folder with the name of the page beside it. */
    private Path charts() {
        return file.resolveSibling(file.getFileName().toString().replace(".md", ""));
    }

    private static String where(Map<String, String> environment, CaseResult result) {
        double busiest = result.contenders().stream()
                .mapToDouble(name -> result.warm(name, Round::otherCpus).greatest())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        text.append(
                busiest > Measure.UNDISTURBED_CPUS
                        ? "*Provisional*: something else was busy on this machine.\n\n"
                        : "");
        item(text, environment);
        item(text, result.database());
        return text.toString();
    }

    private static void item(StringBuilder text, Map<String, String> values) {
        StringBuilder line = new StringBuilder("-");
        for (Map.Entry<String, String> each : values.entrySet()) {
            String item = " " + each.getKey() + ": " + each.getValue() + ";";
            if (line.length() + item.length() > LONGEST_LINE) {
                text.append(line).append("\n");
                line.setLength(0);
                line.append(" ");
            }
            line.append(item);
        }
        text.append(line, 0, line.length() - 1).append("\n");
    }
}
