package io.claimdispatch.internal.dispatch;

/**
 * How many threads the executor has for our tasks, as far as it has shown: an executor cannot be asked. Begins with what the
 * settings want; is less once tasks wait and no more of them run at once; and grows again as soon as one more runs. Safe for
 * many threads.
 */
final class ShownThreads {

    private final int wanted;
    private int shown;
    private int running;
    private int most;

    /**
     * Nothing shown yet.
     *
     * @param wanted the setting {@code claim-dispatch.concurrency}
     */
    ShownThreads(int wanted) {
        this.wanted = wanted;
        this.shown = wanted;
    }

    /** A thread has begun to work for us. */
    synchronized void began() {
        running++;
        most = Math.max(most, running);
        if (running > shown) {
            // twice as many: the executor has more than it had, and one by one it would take as many looks to find out
            shown = (int) Math.min(wanted, 2L * shown);
        }
    }

    /** It has gone back to the executor. */
    synchronized void ended() {
        running--;
    }

    /**
     * Looks at what has run since the last look.
     *
     * @param isShort whether tasks wait although the executor was given enough time to run more of them
     */
    synchronized void look(boolean isShort) {
        if (isShort && most > 0) {
            shown = Math.min(shown, most);
        }
        most = running;
    }

    /** How many there are. */
    synchronized int count() {
        return shown;
    }

    /** Whether there are fewer than wanted, and all of them run: only then can one more show that there are more. */
    synchronized boolean isFull() {
        return shown < wanted && running >= shown;
    }
}
