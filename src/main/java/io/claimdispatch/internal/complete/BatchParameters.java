package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.store.ClaimedRow;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that tie an execution to a row and a claim. A job repository in memory counts its executions from one
 * again after a restart, so an id alone may be another row's.
 */
public final class BatchParameters {

    /** The table of the row. */
    public static final String TABLE = "claimDispatch.table";

    /** The id of the row. */
    public static final String ID = "claimDispatch.id";

    /** The token of the claim. */
    public static final String CLAIM = "claimDispatch.claim";

    /** The type of the row. */
    public static final String TYPE = "claimDispatch.type";

    /** Which attempt it is, from 1. */
    public static final String ATTEMPT = "claimDispatch.attempt";

    private BatchParameters() {}

    /** The user's parameters and ours. */
    public static Properties of(ClaimedRow row, Map<String, String> users) {
        Properties parameters = new Properties();
        users.forEach(parameters::setProperty);
        parameters.setProperty(TABLE, row.ref().table().value());
        parameters.setProperty(ID, Long.toString(row.ref().id()));
        parameters.setProperty(CLAIM, Long.toString(row.ref().token()));
        parameters.setProperty(TYPE, row.type());
        parameters.setProperty(ATTEMPT, Integer.toString(row.failCount() + 1));
        return parameters;
    }

    /** Whether the parameters of an execution name this row and this claim. */
    public static boolean name(@Nullable Properties parameters, ClaimedRow row) {
        return parameters != null
                && row.ref().table().value().equals(parameters.getProperty(TABLE))
                && Long.toString(row.ref().id()).equals(parameters.getProperty(ID))
                && Long.toString(row.ref().token()).equals(parameters.getProperty(CLAIM));
    }
}
