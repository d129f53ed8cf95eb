package io.claimdispatch.internal.store.row;

/** Makes any text storable in every database. */
public final class StorableText {

    private StorableText() {}

    /**
     * Returns the text without NUL, which PostgreSQL refuses, and with U+FFFD for unpaired surrogates, which have no
     * UTF-8 form; cut to the maximum without splitting a pair.
     *
     * @param text any text, for example an exception's message
     * @param max the maximum length in {@code char}s
     */
    public static String clean(String text, int max) {
        String clean = isClean(text) ? text : cleaned(text);
        if (clean.length() <= max) {
            return clean;
        }
        int end = max > 0 && Character.isHighSurrogate(clean.charAt(max - 1)) ? max - 1 : max;
        return clean.substring(0, end);
    }

    private static boolean isClean(String text) {
        return text.chars().allMatch(c -> c != 0 && !Character.isSurrogate((char) c));
    }

    private static String cleaned(String text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        text.codePoints().filter(c -> c != 0).forEach(c -> {
            boolean unpaired = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            cleaned.appendCodePoint(unpaired ? 0xFFFD : c);
        });
        return cleaned.toString();
    }
}
