package io.claimdispatch.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run was asked for, by system properties.
 *
 * @param cases {@code bench.cases}: their names with commas between, or {@code all}
 * @param rows {@code bench.rows}: rows in each round
 * @param standing {@code bench.standing}: rows that stand in the table and are not run, in the cases about that
 * @param rounds {@code bench.rounds}: how often each contender has its turn
 * @param warmUp {@code bench.warm-up}: how many of these are only warm-up
 * @param folder {@code bench.folder}: where reports, logs and the database are
 * @param page {@code bench.page}: a page of Markdown that gets the results of these cases; empty for none
 * @param classPath that of the contenders' JVMs
 * @param against {@code bench.against.class-path}: the same with another version of the product, which then takes part as well
 */
record Options(
        String cases,
        int rows,
        int standing,
        int rounds,
        int warmUp,
        Path folder,
        String page,
        String classPath,
        @Nullable String against) {

    Options {
        if (warmUp >= rounds) {
            throw new IllegalArgumentException("bench.warm-up=" + warmUp + " leaves nothing of bench.rounds=" + rounds);
        }
    }

    static Options read() {
        return new Options(
                System.getProperty("bench.cases", "all"),
                Integer.getInteger("bench.rows", 100_000),
                Integer.getInteger("bench.standing", 1_000_000),
                Integer.getInteger("bench.rounds", 10),
                Integer.getInteger("bench.warm-up", 4),
                Path.of(System.getProperty("bench.folder", "target/bench")).toAbsolutePath(),
                System.getProperty("bench.page", ""),
                System.getProperty("java.class.path"),
                System.getProperty("bench.against.class-path"));
    }
}
