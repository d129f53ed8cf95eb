package io.claimdispatch.internal.store.upkeep;

/**
 * The result of {@code HandWrittenRows#mend}.
 *
 * @param waiting the number of waiting rows that no claim would have found, or not in order
 * @param claimed the number of claimed rows that no recovery would have found
 */
public record Mended(int waiting, int claimed) {

    /** No rows. */
    public static final Mended NONE = new Mended(0, 0);

    /** The total number of rows. */
    public int rows() {
        return waiting + claimed;
    }

    /** The sum of both. */
    public Mended and(Mended other) {
        return new Mended(waiting + other.waiting, claimed + other.claimed);
    }
}
