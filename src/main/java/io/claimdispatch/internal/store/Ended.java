package io.claimdispatch.internal.store;

import io.claimdispatch.ActionState;
import java.util.List;

/** The two ways in which a row ends, which differ in how long it is kept. */
public enum Ended {
    /** Nothing more is to be done about it. */
    DONE("'PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED'"),
    /** It waits for an operator. */
    DEAD("'DEAD'");

    private final String states;

    Ended(String states) {
        this.states = states;
    }

    /** As a list in SQL. */
    public String states() {
        return states;
    }

    /** As the rows that {@link EndedRows} reads have them. */
    public static Ended of(String state) {
        return state.equals(ActionState.DEAD.name()) ? DEAD : DONE;
    }

    /** As a list in SQL. */
    public static String states(List<Ended> kinds) {
        return String.join(", ", kinds.stream().map(Ended::states).toList());
    }
}
