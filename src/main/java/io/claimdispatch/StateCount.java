package io.claimdispatch;

/**
 * How many rows are in a state, see {@link ActionLogs#counts()}.
 *
 * <pre>{@code
 * StateCount waiting = actionLogs.counts().in(ActionState.WAITING);
 * String shown = waiting.rows() + (waiting.isCapped() ? " or more" : "");
 * }</pre>
 *
 * @param state the state
 * @param rows the rows that were counted, at most {@value ActionCounts#MAX_COUNT}
 * @param isCapped whether there may be more
 */
public record StateCount(ActionState state, int rows, boolean isCapped) {

    /** Rejects null. */
    public StateCount {
        Given.value("state", state);
    }

    /** As a person would write it, for example {@code DEAD 12} or {@code PROCESSED 10000+}. */
    @Override
    public String toString() {
        return state + " " + rows + (isCapped ? "+" : "");
    }
}
