package io.claimdispatch.internal.store.failure;

import java.sql.SQLException;
import java.util.Set;

/** Recognises failures due to a lack of memory. */
public final class Memory {

    /** PostgreSQL's driver and server; H2. */
    private static final Set<String> CODES = Set.of("53200", "90108");

    /** Causes can be a circle. */
    private static final int MAX_DEPTH = 10;

    private Memory() {}

    /**
     * Whether a failure shows a lack of memory, however it is wrapped: drivers turn such errors into their own
     * exceptions.
     */
    public static boolean isShort(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof VirtualMachineError
                    || cause instanceof SQLException sql && CODES.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
