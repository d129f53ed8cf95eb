package io.claimdispatch.bench;

import java.util.List;

/** What is compared: contenders, all on one server in the same run. The first one is the yardstick of the others. */
public interface BenchCase {

    /** As users write it, like {@code h2-no-cliff}. */
    String title();

    /** What is measured, in one sentence. */
    String what();

    /** Where the tables are. */
    default Database database() {
        return Database.POSTGRESQL;
    }

    /** What the figures are. */
    default Measure measure() {
        return Measure.THROUGHPUT;
    }

    /** The yardstick, and the others. */
    List<Entry> entries();
}
