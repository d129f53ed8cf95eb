package io.claimdispatch.bench;

import io.claimdispatch.bench.cases.Cases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the cases that were asked for, prints a table of each, and writes all figures to {@code results.json}. */
final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.read();
        List<BenchCase> cases = Cases.named(options.cases());
        Files.createDirectories(options.folder());
        Map<String, String> environment = environment(options);
        System.out.println(environment);
        List<CaseResult> results = new ArrayList<>();
        StringBuilder report = new StringBuilder(environment + "\n");
        for (BenchCase each : cases) {
            CaseResult result = new CaseRun(each, options).run();
            String table = TableReport.of(result);
            System.out.println(table);
            results.add(result);
            report.append("\n## ").append(each.title()).append("\n\n").append(table);
            // after each, so that what was measured stays if a later one fails
            write(options.folder().resolve("results.md"), report.toString());
            write(options.folder().resolve("results.json"), JsonReport.of(environment, results));
            Chart.write(result, options.folder().resolve(each.title() + ".png"));
            if (!options.page().isBlank()) {
                new Page(Path.of(options.page())).show(environment, result);
            }
        }
    }

    private static void write(Path file, String text) throws Exception {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> environment(Options options) throws Exception {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("commit", System.getProperty("bench.commit", "unknown"));
        environment.put("time", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        environment.put("java", System.getProperty("java.vendor") + " " + Runtime.version());
        environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        environment.put("cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
        environment.put("file store", Files.getFileStore(options.folder()).type());
        environment.put("heap of a contender", RemoteContender.HEAP);
        environment.put("connections of a contender", Integer.toString(Pools.SIZE));
        environment.put("standing rows", Integer.toString(options.standing()));
        environment.put("rounds", Integer.toString(options.rounds()));
        environment.put("rounds of warm-up", Integer.toString(options.warmUp()));
        return environment;
    }
}
