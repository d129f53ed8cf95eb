package io.claimdispatch.internal.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Splits long lists into chunks for one statement. */
public final class Chunks {

    /**
     * The maximum number of elements: the longest list of parameters. Oracle takes 1,000 in a list, and SQL Server
     * 2,100 in a statement.
     */
    public static final int ROWS = 512;

    /** The maximum size of one batch of inserts in the driver's memory. */
    static final long CHARS = 4_000_000;

    private Chunks() {}

    public static <T> List<List<T>> of(List<T> all) {
        return of(all, element -> 0, CHARS);
    }

    /**
     * Splits the rows of updates that take a list each.
     *
     * @param together whether the database finds the rows of a list by their index; otherwise each is a chunk of its own
     */
    public static <T> List<List<T>> of(List<T> all, boolean together) {
        return together ? of(all) : all.stream().map(List::of).toList();
    }

    public static <T> List<List<T>> of(List<T> all, ToLongFunction<T> size) {
        return of(all, size, CHARS);
    }

    /** Splits a list; an element that is too large alone is a chunk of its own. */
    public static <T> List<List<T>> of(List<T> all, ToLongFunction<T> size, long most) {
        List<List<T>> chunks = new ArrayList<>();
        int from = 0;
        long chars = 0;
        for (int i = 0; i < all.size(); i++) {
            long next = size.applyAsLong(all.get(i));
            if (i - from == ROWS || i > from && chars + next > most) {
                chunks.add(all.subList(from, i));
                from = i;
                chars = 0;
            }
            chars += next;
        }
        if (from < all.size()) {
            chunks.add(all.subList(from, all.size()));
        }
        return chunks;
    }
}
