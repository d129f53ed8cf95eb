package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLog;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a person has seen who edits a payload: the {@link RowVersion} and a digest of the payload, which no other command
 * changes.
 */
public final class PayloadVersion {

    private PayloadVersion() {}

    /** The version of a row that was read with all of its payload. */
    public static String of(ActionLog row) {
        return of(RowVersion.of(row), row.payload());
    }

    static String of(String rowVersion, String payload) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8));
            return rowVersion + "-" + HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
