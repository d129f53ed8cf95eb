package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import java.util.Arrays;
import java.util.List;

/** All cases, by the names that users write. */
public final class Cases {

    private static final List<BenchCase> ALL = List.of(
            new Drain(),
            new H2NoCliff(),
            new DerbyNoCliff(),
            new DrainMariaDb(),
            new DrainAtomic(),
            new DrainChunks(),
            new BatchJobs(),
            new TwoNodesDrain(),
            new HeldSnapshot(),
            new StandingTable(),
            new PublishJoined(),
            new PublishOutside(),
            new PublishBeside(),
            new PublishMany(),
            new CommitToStart(),
            new SteadyLoad());

    private Cases() {}

    /** Those of a list with commas, or {@code all}, in the order of the list. */
    public static List<BenchCase> named(String names) {
        return names.equals("all")
                ? ALL
                : Arrays.stream(names.split(","))
                        .map(String::strip)
                        .map(Cases::one)
                        .toList();
    }

    private static BenchCase one(String name) {
        return ALL.stream()
                .filter(each -> each.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bench.cases=" + name + " is none of "
                        + ALL.stream().map(BenchCase::title).toList()));
    }
}
