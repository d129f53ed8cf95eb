package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Outage;
import io.claimdispatch.internal.common.problem.ClaimNotices;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Bounds the rows and bytes of one claim after a claim did not fit into memory: a quarter of that claim, down to one
 * row, which is then claimed unread. The bound grows again with claims that fit, and slowly, since an {@link
 * OutOfMemoryError} may hit any thread of the server.
 */
@Component
@Dependent
class ClaimSize {

    private static final Log LOG = Log.of(ClaimSize.class);

    /** The factor by which it shrinks. */
    private static final int STEP = 4;

    /** How many claims have to fit before it doubles. */
    private static final int FITTING = 8;

    private final Outage outage = new Outage();
    private final Settings settings;
    private int rows = Integer.MAX_VALUE;
    private long bytes = Long.MAX_VALUE;
    private int fitted;

    @Inject
    ClaimSize(Settings settings) {
        this.settings = settings;
    }

    /**
     * The bound of one claim.
     *
     * @param rows the maximum number of rows
     * @param bytes the maximum number of bytes
     * @param isOneByOne whether claims have shrunk to one row
     */
    record Bound(int rows, long bytes, boolean isOneByOne) {}

    /**
     * Returns how much of the wanted size may be claimed at once; in one answer, since another coordinator may change
     * it meanwhile.
     */
    synchronized Bound of(int wantedRows, long wantedBytes) {
        return new Bound(Math.min(wantedRows, rows), Math.min(wantedBytes, bytes), rows == 1);
    }

    /** Records that a claim of this size did not fit. */
    synchronized void tooLarge(int claimedRows, long claimedBytes) {
        rows = Math.max(1, Math.min(rows, claimedRows) / STEP);
        bytes = Math.max(1, Math.min(bytes, claimedBytes) / STEP);
        fitted = 0;
        LOG.log(outage.failed(), ClaimNotices.claimTooLarge(claimedRows));
    }

    /** Records that a claim returned rows. */
    synchronized void fitted() {
        fitted++;
        if (rows != Integer.MAX_VALUE && fitted >= FITTING) {
            fitted = 0;
            rows = 2 * rows;
            bytes = Math.min(2 * bytes, settings.claimBytes());
            if (rows >= settings.maxInFlight()) {
                rows = Integer.MAX_VALUE;
                bytes = Long.MAX_VALUE;
                if (outage.ends()) {
                    LOG.log(ClaimNotices.claimsFull());
                }
            }
        }
    }
}
