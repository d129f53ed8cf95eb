package io.claimdispatch.internal.payload;

/**
 * Limits for JSON that let every node read it when the action is due. Parsers have limits that differ and can be
 * configured (Parsson has 1,000 levels and numbers of 1,100 characters). Ours are lower, so that a row published on one
 * server can be read on another.
 */
final class ReaderLimits {

    /** The maximum nesting of arrays and objects. */
    static final int DEPTH = 500;

    /** The maximum number of characters of a number, and the maximum absolute value of its exponent. */
    static final int DIGITS = 1_000;

    private ReaderLimits() {}

    static void checkDepth(int depth) {
        if (depth > DEPTH) {
            throw UnfitPayload.beyondReaders("its JSON has more than " + DEPTH + " levels of arrays and objects");
        }
    }

    /** Checks a number as written in JSON. */
    static void checkNumber(String number) {
        if (number.length() > DIGITS) {
            throw UnfitPayload.beyondReaders("it has a number of more than " + DIGITS + " characters");
        }
        int mark = Math.max(number.lastIndexOf('e'), number.lastIndexOf('E'));
        if (mark >= 0 && !isSmall(number.substring(mark + 1))) {
            throw UnfitPayload.beyondReaders("it has a number whose exponent is beyond " + DIGITS);
        }
    }

    private static boolean isSmall(String exponent) {
        try {
            return Math.abs((long) Integer.parseInt(exponent)) <= DIGITS;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
