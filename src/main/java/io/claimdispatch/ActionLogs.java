package io.claimdispatch;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in the table {@code action_logs}, for programs and people. Everything returned is a copy: changing it changes
 * nothing. Reads see what is committed, and what the caller's own transaction has written.
 */
public interface ActionLogs {

    /** The most rows that one call returns. */
    int MAX_ROWS = 1_000;

    /** The row with this id. */
    Optional<ActionLog> find(long id);

    /**
     * The newest rows, the newest first.
     *
     * @param limit at most so many, from 1 to {@value #MAX_ROWS}
     * @throws ClaimDispatchException for another limit
     */
    List<ActionLog> latest(int limit);

    /**
     * The newest rows in a state, the newest first.
     *
     * @param limit at most so many, from 1 to {@value #MAX_ROWS}
     * @throws ClaimDispatchException for another limit
     */
    List<ActionLog> latest(ActionState state, int limit);

    /**
     * Waiting rows that are due and for whose type this node has no processor: they stay, and run once one is deployed.
     *
     * @param limit at most so many, from 1 to {@value #MAX_ROWS}
     * @throws ClaimDispatchException for another limit
     */
    List<ActionLog> unrouted(int limit);

    /**
     * The types that this node has come across, as a due row or in a publish of its own, and cannot route. A type stays in
     * the set until the application is deployed anew, even if its rows are gone.
     */
    Set<String> unroutedTypes();

    /** Whether this node has a processor for the type. */
    boolean isRouted(String type);
}
