package io.claimdispatch.internal.store.upkeep;

import io.claimdispatch.ActionState;
import java.util.List;

/** The two ways in which a row ends, which differ in how long it is kept. */
public enum TerminalKind {
    /** Nothing more is to be done about it. */
    DONE("'PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED'"),
    /** It waits for an operator. */
    DEAD("'DEAD'");

    private final String states;

    TerminalKind(String states) {
        this.states = states;
    }

    /** As a list in SQL. */
    public String states() {
        return states;
    }

    /** As the rows that {@link TerminalRows} reads have them. */
    public static TerminalKind of(String state) {
        return state.equals(ActionState.DEAD.name()) ? DEAD : DONE;
    }

    /** As a list in SQL. */
    public static String states(List<TerminalKind> kinds) {
        return String.join(", ", kinds.stream().map(TerminalKind::states).toList());
    }
}
