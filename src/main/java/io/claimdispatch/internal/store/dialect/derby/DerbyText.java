package io.claimdispatch.internal.store.dialect.derby;

import java.sql.Clob;
import java.sql.SQLException;

/**
 * Reads a CLOB of Derby piece by piece. Its network driver does so too, and breaks a surrogate pair at the end of a
 * piece: both halves arrive as question marks.
 */
final class DerbyText {

    /** Less than the driver fetches at once. */
    private static final int PIECE = 10_000;

    private DerbyText() {}

    static String read(Clob clob) throws SQLException {
        long length = clob.length();
        StringBuilder text = new StringBuilder((int) length);
        while (text.length() < length) {
            String piece = clob.getSubString(text.length() + 1L, PIECE);
            boolean whole = text.length() + piece.length() >= length;
            text.append(piece, 0, whole || !mayBeHalf(piece) ? piece.length() : piece.length() - 1);
        }
        return text.toString();
    }

    /**
     * Whether the last character may be half of a pair. The next piece then begins with it; if it really was a question
     * mark, nothing is lost.
     */
    private static boolean mayBeHalf(String piece) {
        char last = piece.charAt(piece.length() - 1);
        return piece.length() > 1 && (last == '?' || last == '\ufffd' || Character.isHighSurrogate(last));
    }
}
