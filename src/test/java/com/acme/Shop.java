package com.acme;

/** Code of an application: unlike ours, its frames are in the keys of failures. */
public final class Shop {

    private Shop() {}

    public static void buy(long order) {
        throw new IllegalStateException("no order " + order);
    }

    public static void sell(long order) {
        throw new IllegalStateException("no order " + order);
    }

    /** Begins a circle of calls at one of two places. */
    public static int even(int depth, int end) {
        return depth == end ? fail(depth) : odd(depth + 1, end);
    }

    private static int odd(int depth, int end) {
        return depth == end ? fail(depth) : even(depth + 1, end);
    }

    private static int fail(int depth) {
        throw new IllegalStateException("at " + depth);
    }

    /** Where the stack overflows within the circle depends on the frames below it. */
    public static int endless(int depth) {
        return even(depth, -1);
    }
}
