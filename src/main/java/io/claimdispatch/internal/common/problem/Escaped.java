package io.claimdispatch.internal.common.problem;

import java.util.HexFormat;

/**
 * Makes text from data safe for a line that people read. A line break in a type would begin a forged log line, and a
 * bidi control would display the rest of the line in another order.
 */
public final class Escaped {

    private static final char ZERO_WIDTH_NON_JOINER = '\u200C';
    private static final char ZERO_WIDTH_JOINER = '\u200D';

    private Escaped() {}

    /**
     * Returns the text on one line: control characters, line and paragraph separators, invisible format characters and
     * unpaired surrogates are written like <code>&#92;u202e</code>. The two joiners stay, since scripts and emoji need
     * them.
     */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Escaped::isUnsafe)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isUnsafe(c)) {
                for (char unit : Character.toChars(c)) {
                    escaped.append("\\u").append(HexFormat.of().toHexDigits(unit));
                }
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }
}
