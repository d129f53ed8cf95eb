package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLog;
import io.claimdispatch.internal.store.operate.RowBefore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a person has seen of a row when deciding what to do with it: a digest of its state, its earliest time and its
 * failed attempts, which every claim, completion and command changes at least one of. A later order names it, so that
 * the command is refused if the row is another by then.
 */
public final class RowVersion {

    private RowVersion() {}

    /** The version of a row. */
    public static String of(ActionLog row) {
        return of(row.id(), row.type(), row.stateText(), row.eligibleAt(), row.failCount());
    }

    static String of(RowBefore row) {
        return of(row.id(), row.type(), row.state(), row.eligibleAt(), row.failCount());
    }

    private static String of(long id, String type, String state, Instant eligibleAt, int failCount) {
        String text = id + " " + state + " " + eligibleAt + " " + failCount + " " + type;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
