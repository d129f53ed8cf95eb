package io.claimdispatch.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked for, by system properties.
 *
 * @param cases {@code bench.cases}: names with commas between, all by default
 * @param rows {@code bench.rows}: rows in each round
 * @param rounds {@code bench.rounds}: how often each contender has its turn
 * @param warmUp {@code bench.warm-up}: how many of these are only warm-up
 * @param folder {@code bench.folder}: where reports, logs and the database are
 * @param classPath that of the contenders' JVMs
 * @param against {@code bench.against.class-path}: the same with another version of the product, which then takes part as well
 */
record Options(
        List<BenchCase> cases,
        int rows,
        int rounds,
        int warmUp,
        Path folder,
        String classPath,
        @Nullable String against) {

    Options {
        if (warmUp >= rounds) {
            throw new IllegalArgumentException("bench.warm-up=" + warmUp + " leaves nothing of bench.rounds=" + rounds);
        }
    }

    static Options read() {
        String cases = System.getProperty("bench.cases", "");
        return new Options(
                cases.isBlank()
                        ? List.of(BenchCase.values())
                        : Arrays.stream(cases.split(","))
                                .map(String::strip)
                                .map(BenchCase::named)
                                .toList(),
                Integer.getInteger("bench.rows", 100_000),
                Integer.getInteger("bench.rounds", 10),
                Integer.getInteger("bench.warm-up", 4),
                Path.of(System.getProperty("bench.folder", "target/bench")).toAbsolutePath(),
                System.getProperty("java.class.path"),
                System.getProperty("bench.against.class-path"));
    }
}
