package io.claimdispatch;

import java.util.List;

/**
 * How many rows of a table are in each state, see {@link ActionLogs#counts()}.
 *
 * <pre>{@code
 * StateCount dead = actionLogs.counts().in(ActionState.DEAD);
 * String shown = dead.rows() + (dead.isCapped() ? "+" : "");
 * }</pre>
 *
 * @param states a count for each state
 */
public record ActionCounts(List<StateCount> states) {

    /** It counts no further than this. */
    public static final int MAX_COUNT = 10_000;

    /** Copies the list and rejects null elements. */
    public ActionCounts {
        states = Given.list("states", states);
    }

    /** The count of one state. */
    public StateCount in(ActionState state) {
        Given.value("state", state);
        return states.stream()
                .filter(count -> count.state() == state)
                .findFirst()
                .orElseGet(() -> new StateCount(state, 0, false));
    }
}
