package io.claimdispatch;

/**
 * How urgent an action is. Due actions of a higher priority are claimed before all due actions of a lower one, so a
 * steady stream of {@link #HIGH} actions can starve the others: use it sparingly.
 *
 * <p>The levels are few and fixed on purpose: the claim scans one index range per level.
 *
 * <pre>{@code
 * publisher.publish(draft -> draft.type("email.password").eligibleNow().priority(Priority.HIGH));
 * }</pre>
 */
public enum Priority {
    /** Before everything else. Stored as 1. */
    HIGH(1),
    /** The default. Stored as 2. */
    NORMAL(2),
    /** When nothing else is due. Stored as 3. */
    LOW(3);

    private final int level;

    Priority(int level) {
        this.level = level;
    }

    /** The number in the column {@code priority}; a smaller number is claimed first. */
    public int level() {
        return level;
    }

    /**
     * Returns the priority of a stored level.
     *
     * @throws ClaimDispatchException CLAIM0006 if no priority has this level
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
