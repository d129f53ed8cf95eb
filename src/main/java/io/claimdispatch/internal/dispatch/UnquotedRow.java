package io.claimdispatch.internal.dispatch;

import java.sql.SQLException;

/** A database's refusal to store a row, without its message: PostgreSQL's quotes the row, and so the payload. */
final class UnquotedRow {

    private UnquotedRow() {}

    /** Has the SQL state, code and stack of the refusal, by which a retry policy can decide, and the name of its class. */
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
