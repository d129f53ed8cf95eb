package io.claimdispatch.bench;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/**
 * The pool closes a connection whose driver says that it lacks a feature, even while it is in use. Derby says so of a network
 * timeout, for which the product asks each connection.
 */
public final class KeepConnection implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException problem) {
        return problem instanceof SQLFeatureNotSupportedException ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
    }
}
