package io.claimdispatch.internal.store.database;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.config.ApplicationClock;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The state of this node's start, for code that needs the database and for operators. Thread-safe. */
@Component
@Dependent
public class StartState {

    /** The phase of the start. */
    public enum Phase {
        /** The first try has not ended. */
        STARTING,
        /** The database is not available yet. */
        WAITING,
        /** The database is available, but something about it is wrong. */
        REFUSED,
        /** The node runs. */
        RUNNING,
        /** The application has stopped. */
        STOPPED
    }

    private record Now(Phase phase, Instant since, @Nullable ClaimDispatchException problem) {}

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final ApplicationClock clock;
    private volatile Now now;

    @Inject
    public StartState(ApplicationClock clock) {
        this.clock = clock;
        this.now = new Now(Phase.STARTING, time(), null);
    }

    /** The current phase. */
    public Phase phase() {
        return now.phase();
    }

    /**
     * Records that the node cannot run; a later try may succeed.
     *
     * @param phase WAITING or REFUSED
     * @return whether phase or problem differ from before
     */
    public synchronized boolean hindered(Phase phase, ClaimDispatchException problem) {
        Now before = now;
        if (before.phase() == Phase.STOPPED) {
            return false;
        }
        ClaimDispatchException last = before.problem();
        boolean isSamePhase = before.phase() == phase;
        boolean isNews = !isSamePhase
                || phase == Phase.REFUSED
                        && (last == null || !withoutNumbers(last).equals(withoutNumbers(problem)));
        now = new Now(phase, isSamePhase ? before.since() : time(), problem);
        return isNews;
    }

    /** Removes numbers, since MariaDB's messages begin with the number of the connection. */
    private static String withoutNumbers(ClaimDispatchException problem) {
        return problem.id()
                + NUMBER.matcher(String.valueOf(problem.getMessage())).replaceAll("");
    }

    /** The node runs. */
    public synchronized void running() {
        now = new Now(Phase.RUNNING, time(), null);
    }

    /** The application has stopped. */
    public synchronized void stopped() {
        now = new Now(Phase.STOPPED, time(), null);
    }

    /**
     * Does nothing unless the node waits or is refused.
     *
     * @throws ClaimDispatchException the problem, with the time since when it has lasted
     */
    void check() {
        Now seen = now;
        ClaimDispatchException problem = seen.problem();
        if (problem != null) {
            throw StartProblems.startHindered(problem, seen.since());
        }
    }

    /** The phase, since when, and why. */
    public String describe() {
        Now seen = now;
        ClaimDispatchException problem = seen.problem();
        return seen.phase() + " since " + seen.since() + (problem == null ? "" : ": " + problem.getMessage());
    }

    private Instant time() {
        return clock.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
