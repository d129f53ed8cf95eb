package io.claimdispatch.internal.payload;

/**
 * What JSON may have so that it can be read wherever the action is due. Parsers have limits of their own, which differ
 * and can be configured (Parsson has 1,000 levels and numbers of 1,100 characters); these are ours, and lower, so that a
 * row that one server has published can be read on another.
 */
final class ReaderLimits {

    /** Levels of arrays and objects. */
    static final int DEPTH = 500;

    /** Characters of a number, and how far its exponent may be from zero. */
    static final int DIGITS = 1_000;

    private ReaderLimits() {}

    static void checkDepth(int depth) {
        if (depth > DEPTH) {
            throw UnfitPayload.beyondReaders("its JSON has more than " + DEPTH + " levels of arrays and objects");
        }
    }

    /** A number as it is written in JSON. */
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
