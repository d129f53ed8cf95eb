package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Outage;
import io.claimdispatch.internal.config.Settings;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * How many rows and bytes one claim of this node may bring, after one has not fitted into memory: a quarter of it, down to
 * one row, which is then claimed unread. Claims that fit let it grow again, and slowly: an {@link OutOfMemoryError} may hit
 * any thread of the server.
 */
@Component
class ClaimSize {

    private static final Log LOG = Log.of(ClaimSize.class);

    /** By so much it shrinks. */
    private static final int STEP = 4;

    /** So many claims have to fit before it doubles. */
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
     * What one claim may bring.
     *
     * @param rows at most
     * @param bytes at most
     * @param isOneByOne whether claims have shrunk to one row
     */
    record Bound(int rows, long bytes, boolean isOneByOne) {}

    /** As much of what is wanted as may be claimed at once: one answer, since another coordinator may change it meanwhile. */
    synchronized Bound of(int wantedRows, long wantedBytes) {
        return new Bound(Math.min(wantedRows, rows), Math.min(wantedBytes, bytes), rows == 1);
    }

    /** A claim of this size has not fitted. */
    synchronized void tooLarge(int claimedRows, long claimedBytes) {
        rows = Math.max(1, Math.min(rows, claimedRows) / STEP);
        bytes = Math.max(1, Math.min(bytes, claimedBytes) / STEP);
        fitted = 0;
        LOG.log(
                outage.failed(),
                "a claim of up to " + claimedRows + " rows does not fit into memory; claims are made smaller");
    }

    /** A claim has brought rows. */
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
                    LOG.log(Level.INFO, "claims are as large as before");
                }
            }
        }
    }
}
