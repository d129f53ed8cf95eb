package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionQuery;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.OperatorProblems;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The text of a cursor: the greatest id that the next page may have, and a digest of it and of the query, so that a
 * cursor of another query or table, or one that was altered by accident, is refused. It has no secret: whoever may call
 * may ask for any row.
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
        List<Object> parts = new ArrayList<>(List.of(upTo, table.value(), query.minFailures()));
        parts.addAll(List.of(query.ids(), query.states(), query.types()));
        parts.add("" + query.idempotencyKey());
        parts.add("" + query.createdFrom() + query.createdBefore());
        parts.add("" + query.eligibleFrom() + query.eligibleBefore());
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
