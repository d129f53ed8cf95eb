package io.claimdispatch.internal.dispatch;

import java.sql.SQLException;

/**
 * Copies a database's refusal to store a row without its message, since PostgreSQL's quotes the row, and so the
 * payload.
 */
final class UnquotedRow {

    private UnquotedRow() {}

    /** Keeps the SQL state, code, stack and class name of the refusal, on which a retry policy can decide. */
    static SQLException of(SQLException refusal) {
        SQLException unquoted = new SQLException(
                refusal.getClass().getName() + " with SQL state " + refusal.getSQLState()
                        + "; its message may quote the payload and is left out unless"
                        + " claim-dispatch.show-payload-values is true",
                refusal.getSQLState(),
                refusal.getErrorCode());
        unquoted.setStackTrace(refusal.getStackTrace());
        return unquoted;
    }
}
