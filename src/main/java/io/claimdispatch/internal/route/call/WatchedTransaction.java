package io.claimdispatch.internal.route.call;

import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of one call of a processor method, and how it ended. The server may report the end on another thread.
 */
final class WatchedTransaction implements Synchronization {

    private static final String KEY = WatchedTransaction.class.getName();

    private final @Nullable Object outer;
    private volatile boolean begun;
    private volatile int status = Status.STATUS_UNKNOWN;

    private WatchedTransaction(@Nullable Object outer) {
        this.outer = outer;
    }

    /**
     * Stores an instance in the call, where the inner interceptor {@linkplain #of finds} it.
     *
     * @param outer the key of the caller's transaction; null if there is none
     */
    static WatchedTransaction expectedIn(InvocationContext call, @Nullable Object outer) {
        WatchedTransaction expected = new WatchedTransaction(outer);
        call.getContextData().put(KEY, expected);
        return expected;
    }

    /** The instance stored in this call; null if there is none. */
    static @Nullable WatchedTransaction of(InvocationContext call) {
        return (WatchedTransaction) call.getContextData().get(KEY);
    }

    /**
     * Whether the method joined its caller's transaction, for example that of an atomic task, which is checked where it
     * ends.
     */
    boolean isOuter(@Nullable Object key) {
        return outer != null && outer.equals(key);
    }

    /** Called when a transaction has begun that will report its end. */
    void begun() {
        begun = true;
    }

    /** Whether there was a transaction and it ended without a commit. */
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
