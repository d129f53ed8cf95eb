package io.claimdispatch.internal.dispatch;

/**
 * The observed number of threads that the executor has for our tasks, since an executor cannot be asked. Starts with
 * the setting; drops to the number that run at once when tasks wait; grows again as soon as one more runs. Thread-safe.
 */
final class ShownThreads {

    private final int wanted;
    private int shown;
    private int running;
    private int most;

    /**
     * Creates an instance without observations.
     *
     * @param wanted the setting {@code claim-dispatch.concurrency}
     */
    ShownThreads(int wanted) {
        this.wanted = wanted;
        this.shown = wanted;
    }

    /** Records that a thread has begun to work for us. */
    synchronized void began() {
        running++;
        most = Math.max(most, running);
        if (running > shown) {
            // twice as many: the executor has more threads than before, and counting up one by one would take as many
            // looks
            shown = (int) Math.min(wanted, 2L * shown);
        }
    }

    /** Records that a thread has returned to the executor. */
    synchronized void ended() {
        running--;
    }

    /**
     * Evaluates how many ran since the last look.
     *
     * @param isShort whether tasks wait although the executor was given enough time to run more of them
     */
    synchronized void look(boolean isShort) {
        if (isShort && most > 0) {
            shown = Math.min(shown, most);
        }
        most = running;
    }

    /** The observed number of threads. */
    synchronized int count() {
        return shown;
    }

    /**
     * Whether there are fewer threads than wanted and all of them run: only then can one more thread prove that there
     * are more.
     */
    synchronized boolean isFull() {
        return shown < wanted && running >= shown;
    }
}
