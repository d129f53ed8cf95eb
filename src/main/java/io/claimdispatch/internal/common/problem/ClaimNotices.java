package io.claimdispatch.internal.common.problem;

/** Log lines of claims, leases and outcomes. */
public final class ClaimNotices {

    private ClaimNotices() {}

    /** The first of several. */
    public static Notice claimTooLarge(int rows) {
        return Notice.warning(
                "CLAIM0138",
                "a claim of up to " + rows + " rows does not fit into memory; the next claims are smaller");
    }

    /** The end of small claims. */
    public static Notice claimsFull() {
        return Notice.info("CLAIM0139", "claims are back to full size");
    }

    /** Rows that a claim without an answer has left. */
    public static Notice claimGivenBack(int rows) {
        return Notice.info(
                "CLAIM0140", "gave back " + rows + " rows: the connection was lost while their claim was committed");
    }

    /** The query after a commit without an answer failed. */
    public static Notice outcomeInDoubt(Object row, Throwable thrown) {
        return Notice.warning(
                "CLAIM0141",
                "could not find out whether the outcome of " + row + " is stored; the node reports its lease as lost",
                thrown);
    }

    /** A row that was to be given back. */
    public static Notice leaseLostUnbegun(Object row) {
        return Notice.info(
                "CLAIM0142", "the lease of " + row + " expired before its task began; another claim has the row");
    }

    /** An atomic task whose lease was lost. */
    public static Notice leaseLostAtomic(Object row) {
        return Notice.warning(
                "CLAIM0143",
                "the lease of " + row
                        + " expired while its atomic task ran; the work is rolled back, and another claim has the row");
    }

    /** The commit of an atomic task failed. */
    public static Notice atomicUnconfirmed(Object row) {
        return Notice.info(
                "CLAIM0144",
                "the commit of the atomic task of " + row
                        + " failed, and its claim is over: either it was committed nevertheless, or another claim has the row; work and row agree either way");
    }

    /** An outcome that came too late. */
    public static Notice leaseLost(Object row, String outcome) {
        return Notice.warning(
                "CLAIM0145",
                "the lease of " + row + " expired before its outcome " + outcome
                        + " was stored; another claim has the row, which may run twice");
    }

    /** The end of refusals. */
    public static Notice outcomesStored() {
        return Notice.info("CLAIM0146", "the database stores outcomes again");
    }

    /** A row whose outcome the database refuses while it stores others. */
    public static Notice outcomeGivenUp(Object row, Throwable thrown) {
        return Notice.error(
                "CLAIM0147",
                "could not store the outcome of " + row
                        + "; the node gives it up, and the row comes back when its lease expires",
                thrown);
    }
}
