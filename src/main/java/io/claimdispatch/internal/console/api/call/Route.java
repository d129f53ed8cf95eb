package io.claimdispatch.internal.console.api.call;

/** One thing that the console can be asked. */
public interface Route {

    /** What is known of it; always the same. */
    public RouteSpec spec();

    /**
     * Answers a call whose caller has the permission.
     *
     * @throws io.claimdispatch.ClaimDispatchException an error to answer, see {@link Failure}
     */
    public Answer answer(Call call);

    /** Whether a call waits for its turn first; not one that needs no database, or may need none. */
    public default boolean needsTurn() {
        return true;
    }

    /** Whether an answer may take much of the heap, so that few are made and written at a time. */
    public default boolean isLarge() {
        return false;
    }

    /** Whether a call compares {@code If-Match}; one that changes something without it is refused with that header. */
    public default boolean takesVersion() {
        return false;
    }

    /** Whether a call is known by its {@code Idempotency-Key}; one that is not is refused with that header. */
    public default boolean takesKey() {
        return false;
    }
}
