package io.claimdispatch.internal.store.operate;

/**
 * A bulk action, as it is stored.
 *
 * @param id its id
 * @param plan what it is for
 * @param progress how far it has come
 */
public record BulkRecord(long id, BulkPlan plan, BulkProgress progress) {

    /** The same, further on. */
    public BulkRecord with(BulkProgress further) {
        return new BulkRecord(id, plan, further);
    }
}
