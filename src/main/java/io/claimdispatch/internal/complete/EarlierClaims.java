package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import jakarta.enterprise.context.Dependent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an execution that names a row and a claim was started for that row: its token must be one of the
 * row's claims. Tokens are random. The row stores fingerprints of claims that ended in a failed attempt, including a
 * lost lease, in its column {@code errors}. This node also remembers the claims under which it started executions
 * itself, since a row that was given back has no entry. Row and publication time alone prove nothing: everyone can read
 * them.
 */
@Component
@Dependent
public class EarlierClaims {

    /** How many of this node's own claims are remembered. */
    private static final int KEPT = 10_000;

    /** Quotation marks are escaped in the text of an error, so it cannot pass for a member of an entry. */
    private static final Pattern REMEMBERED = Pattern.compile("\"claim\"\\s{0,9}:\\s{0,9}\"([0-9a-f]{32})\"");

    private final Set<String> own = Collections.synchronizedSet(new LinkedHashSet<>());

    /** Records that an execution is about to be started or restarted under this claim. */
    public void starting(ClaimRef claim) {
        synchronized (own) {
            own.add(fingerprint(claim));
            if (own.size() > KEPT) {
                own.remove(own.iterator().next());
            }
        }
    }

    /** Whether this was a claim of the row, as far as row and node remember. */
    public boolean include(ClaimedRow row, @Nullable String claim) {
        if (claim == null) {
            return false;
        }
        String fingerprint = fingerprint(row.ref(), claim);
        return claim.equals(Long.toString(row.ref().token()))
                || own.contains(fingerprint)
                || remembered(row).contains(fingerprint);
    }

    /** Whether there was a claim under which an execution may have been started whose id is not in the row. */
    public boolean any(ClaimedRow row) {
        return !remembered(row).isEmpty();
    }

    /**
     * The fingerprint of a claim that a row stores. A reader of the row cannot use it to create an execution that names
     * the claim.
     */
    static String fingerprint(ClaimRef claim) {
        return fingerprint(claim, Long.toString(claim.token()));
    }

    private static String fingerprint(ClaimRef row, String claim) {
        String text = row.table().value() + ' ' + row.id() + ' ' + claim;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Reads the fingerprints without parsing, since the rest of the column does not matter here. */
    private static Set<String> remembered(ClaimedRow row) {
        Set<String> remembered = new LinkedHashSet<>();
        if (row.errors() != null) {
            Matcher matcher = REMEMBERED.matcher(row.errors());
            while (matcher.find()) {
                remembered.add(matcher.group(1));
            }
        }
        return remembered;
    }
}
