package io.claimdispatch.bench;

import io.claimdispatch.bench.contender.ClaimDispatchNode;
import io.claimdispatch.bench.contender.DbScheduler;
import io.claimdispatch.bench.contender.PlainJdbc;
import java.util.List;
import java.util.Locale;

/** What is compared: contenders, all on one database in the same run. The first one is the yardstick of the others. */
enum BenchCase {

    /** A backlog of due rows, until each is stored as done. */
    DRAIN(
            Database.POSTGRESQL,
            List.of(
                    new Entry("plain-jdbc", PlainJdbc.class, 1),
                    new Entry("claim-dispatch", ClaimDispatchNode.class, 1),
                    // its rate does not depend on the number of rows, and it takes ten times as long
                    new Entry("db-scheduler", DbScheduler.class, 5))),

    /**
     * The same on H2, whose statistics were once those of the table before the second backlog: that drain took ten times as
     * long. No round may be far from the median of all.
     */
    H2_NO_CLIFF(Database.H2, List.of(new Entry("claim-dispatch", ClaimDispatchNode.class, 1)));

    private final Database database;
    private final List<Entry> entries;

    BenchCase(Database database, List<Entry> entries) {
        this.database = database;
        this.entries = entries;
    }

    /** By the name that users write: {@code h2-no-cliff}. */
    static BenchCase named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Database database() {
        return database;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Where the tables are. */
    enum Database {
        POSTGRESQL,
        H2
    }

    /**
     * A contender of a case.
     *
     * @param name stands in the report
     * @param type has a constructor that takes the database's name and a pool
     * @param divisor it gets the case's number of rows divided by this
     */
    record Entry(String name, Class<? extends Contender> type, int divisor) {

        int rows(int ofTheCase) {
            return Math.max(1, ofTheCase / divisor);
        }

        /** Whether it is this project's, of which another version can take part. */
        boolean isProduct() {
            return type == ClaimDispatchNode.class;
        }
    }
}
