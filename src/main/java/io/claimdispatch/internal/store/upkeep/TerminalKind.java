package io.claimdispatch.internal.store.upkeep;

import io.claimdispatch.ActionState;
import java.util.List;

/** The two kinds of finished rows, which differ in how long they are kept. */
public enum TerminalKind {
    /** Done; nothing is left to do. */
    DONE("'PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED'"),
    /** A dead letter, which waits for an operator. */
    DEAD("'DEAD'");

    private final String states;

    TerminalKind(String states) {
        this.states = states;
    }

    /** Returns the states as a list in SQL. */
    public String states() {
        return states;
    }

    /** Returns the kind of a state that {@link TerminalRows} contains. */
    public static TerminalKind of(String state) {
        return state.equals(ActionState.DEAD.name()) ? DEAD : DONE;
    }

    /** Returns the states as a list in SQL. */
    public static String states(List<TerminalKind> kinds) {
        return String.join(", ", kinds.stream().map(TerminalKind::states).toList());
    }
}
