package io.claimdispatch.internal.route.call;

import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import org.jspecify.annotations.Nullable;

/** The transaction of one call of a processor method, and how it ended. The server may tell that on another thread. */
final class WatchedTransaction implements Synchronization {

    private static final String KEY = WatchedTransaction.class.getName();

    private final @Nullable Object outer;
    private volatile boolean begun;
    private volatile int status = Status.STATUS_UNKNOWN;

    private WatchedTransaction(@Nullable Object outer) {
        this.outer = outer;
    }

    /**
     * For the interceptor that finds it {@linkplain #of again} within the same call.
     *
     * @param outer the key of the transaction that the caller is in; null if it is in none
     */
    static WatchedTransaction expectedIn(InvocationContext call, @Nullable Object outer) {
        WatchedTransaction expected = new WatchedTransaction(outer);
        call.getContextData().put(KEY, expected);
        return expected;
    }

    /** What was expected in this call; null if nothing was. */
    static @Nullable WatchedTransaction of(InvocationContext call) {
        return (WatchedTransaction) call.getContextData().get(KEY);
    }

    /** Whether the method joins its caller's: an atomic task's, for example, which is looked after where it ends. */
    boolean isOuter(@Nullable Object key) {
        return outer != null && outer.equals(key);
    }

    /** There is one, and it tells of its end. */
    void begun() {
        begun = true;
    }

    /** Whether there was one, and it ended in another way. */
    boolean isNotCommitted() {
        return begun && status != Status.STATUS_COMMITTED;
    }

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
        this.status = status;
    }
}
