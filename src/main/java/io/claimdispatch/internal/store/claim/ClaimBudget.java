package io.claimdispatch.internal.store.claim;

import io.claimdispatch.internal.store.claim.Candidates.Candidate;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.sql.Chunks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows and bytes that a claim may still take. Belongs to one call. */
final class ClaimBudget {

    private final long maxBytes;
    private int rows;
    private long bytes;

    ClaimBudget(ClaimRequest request) {
        rows = request.limit();
        maxBytes = request.maxBytes();
    }

    boolean isSpent() {
        return rows == 0 || bytes > 0 && bytes >= maxBytes;
    }

    int rows() {
        return rows;
    }

    /** Takes a row with its actual bytes. */
    void take(long taken) {
        rows--;
        bytes += taken;
    }

    /**
     * Chooses as many of the first candidates, in order, as would be taken if none were locked, by their declared
     * sizes.
     */
    Map<Long, Candidate> affordable(List<Candidate> candidates) {
        Map<Long, Candidate> chosen = new LinkedHashMap<>();
        long sum = bytes;
        for (Candidate candidate : candidates) {
            if (chosen.size() == Math.min(rows, Chunks.ROWS) || sum > 0 && sum >= maxBytes) {
                break;
            }
            chosen.put(candidate.id(), candidate);
            sum += candidate.bytes();
        }
        return chosen;
    }
}
