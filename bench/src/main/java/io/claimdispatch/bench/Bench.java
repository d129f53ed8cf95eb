package io.claimdispatch.bench;

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
        Files.createDirectories(options.folder());
        Map<String, String> environment = environment(options);
        System.out.println(environment);
        List<CaseResult> results = new ArrayList<>();
        StringBuilder tables = new StringBuilder();
        for (BenchCase each : options.cases()) {
            CaseResult result = new CaseRun(each, options).run();
            results.add(result);
            tables.append(TableReport.of(result));
        }
        System.out.println(tables);
        write(options.folder().resolve("results.md"), environment + "\n" + tables);
        write(options.folder().resolve("results.json"), JsonReport.of(environment, results));
    }

    private static void write(Path file, String text) throws Exception {
        Files.writeString(file, text, StandardCharsets.UTF_8);
        System.out.println("written: " + file);
    }

    private static Map<String, String> environment(Options options) throws Exception {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("commit", System.getProperty("bench.commit", "unknown"));
        environment.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        environment.put("java", System.getProperty("java.vendor") + " " + Runtime.version());
        environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        environment.put("cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
        environment.put("file store", Files.getFileStore(options.folder()).type());
        environment.put("heap of a contender", RemoteContender.HEAP);
        environment.put("connections of a contender", Integer.toString(Pools.SIZE));
        environment.put("rows", Integer.toString(options.rows()));
        environment.put("rounds", Integer.toString(options.rounds()));
        environment.put("rounds of warm-up", Integer.toString(options.warmUp()));
        return environment;
    }
}
