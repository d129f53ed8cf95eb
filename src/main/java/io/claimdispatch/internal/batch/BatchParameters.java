package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.store.row.ClaimedRow;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that link an execution to a row, a claim and a node. An id alone may belong to another row: a job
 * repository in memory restarts its ids from one, and several databases may share one repository.
 */
public final class BatchParameters {

    /** The table of the row. */
    public static final String TABLE = "claimDispatch.table";

    /** The id of the row. */
    public static final String ID = "claimDispatch.id";

    /**
     * When the row was published; distinguishes it from a row with the same id in another database, or before a reset.
     */
    public static final String PUBLISHED = "claimDispatch.published";

    /** The token of the claim. */
    public static final String CLAIM = "claimDispatch.claim";

    /** The node that started it: the end of its name, which is new at each boot. */
    public static final String NODE = "claimDispatch.node";

    /** The type of the row. */
    public static final String TYPE = "claimDispatch.type";

    /** The name given by the processor: that of the XML, which may differ from the job's id. */
    public static final String JOB = "claimDispatch.job";

    /** The number of the attempt, from 1. */
    public static final String ATTEMPT = "claimDispatch.attempt";

    /** Columns of repositories have a bounded length, and the end of a node's name makes it unique. */
    private static final int MAX_NODE = 40;

    private BatchParameters() {}

    /** Joins the user's parameters and ours. */
    public static Properties of(ClaimedRow row, String job, Map<String, String> users) {
        Properties parameters = new Properties();
        users.forEach(parameters::setProperty);
        parameters.setProperty(TABLE, row.ref().table().value());
        parameters.setProperty(ID, Long.toString(row.ref().id()));
        parameters.setProperty(PUBLISHED, row.createdAt().toString());
        parameters.setProperty(CLAIM, claimOf(row));
        parameters.setProperty(NODE, node(row));
        parameters.setProperty(TYPE, row.type());
        parameters.setProperty(JOB, job);
        parameters.setProperty(ATTEMPT, Integer.toString(row.failCount() + 1));
        return parameters;
    }

    /** The claim of a row, as written in the parameters of its execution. */
    public static String claimOf(ClaimedRow row) {
        return Long.toString(row.ref().token());
    }

    /** Whether the parameters of an execution name this row, under any claim. */
    public static boolean nameRow(@Nullable Properties parameters, ClaimedRow row) {
        return nameRow(parameters, row.ref().table().value(), row.ref().id(), row.createdAt());
    }

    static boolean nameRow(@Nullable Properties parameters, String table, long id, Instant published) {
        return parameters != null
                && table.equals(parameters.getProperty(TABLE))
                && Long.toString(id).equals(parameters.getProperty(ID))
                && published.toString().equals(parameters.getProperty(PUBLISHED));
    }

    /** Whether the parameters name this row and claim. */
    public static boolean name(@Nullable Properties parameters, ClaimedRow row, String claim) {
        return parameters != null && nameRow(parameters, row) && claim.equals(parameters.getProperty(CLAIM));
    }

    /** Whether the parameters name the node that has claimed the row. */
    public static boolean nameNode(Properties parameters, ClaimedRow row) {
        return row.claimedBy() != null && node(row).equals(parameters.getProperty(NODE));
    }

    private static String node(ClaimedRow row) {
        String node = row.claimedBy();
        return node == null ? "" : node.substring(Math.max(0, node.length() - MAX_NODE));
    }
}
