package io.claimdispatch.internal.store.upkeep;

/**
 * What {@code HandWrittenRows#mend} has done.
 *
 * @param waiting waiting rows that no claim would have found, or not in their turn
 * @param claimed claimed rows that no recovery would have found
 */
public record Mended(int waiting, int claimed) {

    /** None. */
    public static final Mended NONE = new Mended(0, 0);

    /** How many rows in all. */
    public int rows() {
        return waiting + claimed;
    }

    /** Both together. */
    public Mended and(Mended other) {
        return new Mended(waiting + other.waiting, claimed + other.claimed);
    }
}
