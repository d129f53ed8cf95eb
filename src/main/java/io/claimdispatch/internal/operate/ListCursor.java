package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionQuery;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.OperatorProblems;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The text of a cursor: the greatest id that the next page may have, and a digest of it and of the query, so that a
 * cursor of another query or table, or one that was altered by accident, is refused. It has no secret: every
 * caller may ask for any row.
 */
final class ListCursor {

    private static final int BYTES = 2 * Long.BYTES;

    private ListCursor() {}

    static String write(TableName table, ActionQuery query, long upTo) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(upTo)
                .putLong(digest(table, query, upTo))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Reads the id back.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0205 if it is no cursor of this query
     */
    static long read(TableName table, ActionQuery query, String cursor) {
        try {
            // a longer one would only be decoded in vain
            byte[] bytes = cursor.length() > BYTES * 2
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                long upTo = buffer.getLong();
                if (buffer.getLong() == digest(table, query, upTo)) {
                    return upTo;
                }
            }
        } catch (IllegalArgumentException e) {
            // not Base64: refused below
        }
        throw OperatorProblems.cursorInvalid(cursor);
    }

    /** The limit is left out: pages of one list may have different sizes. */
    private static long digest(TableName table, ActionQuery query, long upTo) {
        StringBuilder text = new StringBuilder();
        add(text, List.of(table.value(), upTo, query.minFailures()));
        add(text, query.ids());
        add(text, query.states());
        add(text, query.types());
        add(text, Arrays.asList(query.idempotencyKey(), query.failure(), query.createdFrom(), query.createdBefore()));
        add(text, Arrays.asList(query.eligibleFrom(), query.eligibleBefore()));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With lengths, so that no two queries have the same text. */
    private static void add(StringBuilder text, List<?> values) {
        text.append(values.size()).append(':');
        for (Object value : values) {
            String shown = String.valueOf(value);
            text.append(value == null ? -1 : shown.length()).append(':').append(shown);
        }
    }
}
