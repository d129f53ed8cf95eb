package io.claimdispatch;

/**
 * How urgent an action is. Due actions of a higher priority are claimed before all due actions of a lower one, so that a
 * steady stream of {@link #HIGH} actions can hold back the others: keep it for the few that matter.
 *
 * <p>The levels are few and fixed on purpose: the claim looks at each level by one range of the index.
 */
public enum Priority {
    /** Before everything else. Stored as 1. */
    HIGH(1),
    /** What a draft has that names no priority. Stored as 2. */
    NORMAL(2),
    /** When nothing else is due. Stored as 3. */
    LOW(3);

    private final int level;

    Priority(int level) {
        this.level = level;
    }

    /** The number in the column {@code priority}; a smaller one is claimed first. */
    public int level() {
        return level;
    }

    /**
     * The priority of a stored level.
     *
     * @throws ClaimDispatchException CLAIM0006 for a number that is no level
     */
    public static Priority ofLevel(int level) {
        for (Priority priority : values()) {
            if (priority.level == level) {
                return priority;
            }
        }
        throw Given.notAllowed("level", "is " + level + ", and no priority has that level");
    }
}
