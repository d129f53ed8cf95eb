package io.claimdispatch.internal.claim;

/** How many rows this node can work on at once. The claim asks for no more; the dispatcher implements it. */
public interface Capacity {

    /** The number of rows; 0 if none can begin now. */
    int rows();
}
