package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.Log;
import io.claimdispatch.internal.store.Change;
import io.claimdispatch.internal.store.Completion;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The outcome of an attempt of which no other can be made, whatever the reason: a failed attempt, and another in a minute.
 * Needs no library and no code of others. A row without an outcome would stay claimed as long as its node lives.
 */
public final class LastResort {

    private static final Log LOG = Log.of(LastResort.class);

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private LastResort() {}

    /** The outcome that is wanted, or the last resort; never throws. */
    public static Completion orElse(Attempt attempt, Supplier<Completion> wanted) {
        try {
            return wanted.get();
        } catch (Throwable e) {
            tell(attempt, e);
            int failed = Math.min(attempt.row().failCount(), Integer.MAX_VALUE - 1) + 1;
            return new Completion(attempt.row().ref(), new Change.Retry(PAUSE, failed, errors(attempt, failed, e)));
        }
    }

    /** What the row has had already; else at least the class of what has been in the way. */
    private static String errors(Attempt attempt, int failed, Throwable e) {
        String before = attempt.row().errors();
        if (before != null) {
            return before;
        }
        String name = e.getClass().getName().replaceAll("[^A-Za-z0-9_.$]", "?");
        return "[{\"attempt\":" + failed + ",\"error\":\"no outcome could be made of this attempt: " + name + "\"}]";
    }

    private static void tell(Attempt attempt, Throwable e) {
        try {
            LOG.log(
                    Level.ERROR,
                    "no outcome could be made for " + attempt.row().ref() + "; it is tried again in a minute",
                    e);
        } catch (Throwable again) {
            // a log that fails as well must not cost the row
        }
    }
}
