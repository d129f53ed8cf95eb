package io.claimdispatch.bench;

/**
 * What a row carries: as JSON about 200 bytes.
 *
 * @param number the row's number within the round
 * @param text makes it as long as payloads usually are
 */
public record Work(int number, String text) {

    /** The same for all rows. */
    public static final String TEXT = "0123456789abcdef".repeat(11);
}
