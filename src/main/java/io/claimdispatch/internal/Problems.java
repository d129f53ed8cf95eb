package io.claimdispatch.internal;

import io.claimdispatch.ClaimDispatchException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * All errors that a user can meet, each with its id, the cause and the way out. They are returned and thrown by the
 * caller, so that the reader of the code sees where it ends.
 *
 * <p>Ids never change their meaning. 001x: drafts; 002x: the database; 003x: processors; 004x: settings; 005x: calls of
 * operators; 006x and 007x: what is kept in a row as the error of an attempt; 009x and 010x: what is only logged.
 */
public final class Problems {

    private Problems() {}

    private static ClaimDispatchException problem(String id, String text) {
        return problem(id, text, null);
    }

    private static ClaimDispatchException problem(String id, String text, @Nullable Throwable cause) {
        // here, for all of them: any part may be data
        return new ClaimDispatchException(id, Escaped.of(text), cause);
    }

    // drafts

    /** No type. */
    public static ClaimDispatchException typeMissing() {
        return problem("CLAIM0010", "the draft has no type. Call type(\"…\") on it.");
    }

    /** No time. */
    public static ClaimDispatchException timeMissing(String type) {
        return problem(
                "CLAIM0011",
                "the draft of type '" + shown(type)
                        + "' has no time. Call eligibleAt, eligibleIn or eligibleNow on it.");
    }

    /** A type or key that no column can hold. */
    public static ClaimDispatchException textInvalid(String what, String value, String why) {
        return problem("CLAIM0012", "the " + what + " '" + shown(value) + "' " + why + ". Choose another.");
    }

    /** The codec refused the payload. */
    public static ClaimDispatchException payloadNotWritable(String type, Object payload, Throwable cause) {
        return problem(
                "CLAIM0013",
                "the payload of type '" + shown(type) + "', a "
                        + payload.getClass().getName()
                        + ", cannot be written as JSON: " + cause
                        + ". Publish a record, bean, map or collection that JSON-B can write.",
                cause);
    }

    /** Not JSON. */
    public static ClaimDispatchException payloadNotJson(String type, Throwable cause) {
        return problem(
                "CLAIM0014",
                "the text given as payloadJson of type '" + shown(type) + "' is not JSON: " + cause.getMessage()
                        + ". Use payload(…) for anything that is not JSON text yet.",
                cause);
    }

    /** Meta or rules on something that is no object. */
    public static ClaimDispatchException payloadNotObject(String type) {
        return problem(
                "CLAIM0015",
                "meta and rules are stored inside the payload, and the payload of type '" + shown(type)
                        + "' is no JSON object. Wrap it in an object or map.");
    }

    /** The payload uses a reserved member. */
    public static ClaimDispatchException memberReserved(String type, String member) {
        return problem(
                "CLAIM0016",
                "the payload of type '" + shown(type) + "' has a member '" + member
                        + "', which is reserved. Use meta(…) or rules(…) of the draft, or rename it.");
    }

    /** A table that the settings do not name. */
    public static ClaimDispatchException tableUnknown(String table) {
        return problem(
                "CLAIM0017",
                "the table '" + shown(table)
                        + "' is not configured. Add it to the setting claim-dispatch.tables, or name another.");
    }

    /** A delay or time that cannot be. */
    public static ClaimDispatchException timeInvalid(String type, String why) {
        return problem("CLAIM0018", "the time of type '" + shown(type) + "' " + why + ".");
    }

    /** A name that is no table name. */
    public static ClaimDispatchException tableNameInvalid(String name) {
        return problem(
                "CLAIM0019",
                "'" + shown(name)
                        + "' is no table name: at most 40 lower case letters, digits and underscores, the first a"
                        + " letter, with a schema and a dot before them if need be.");
    }

    // the database

    /** A statement failed. */
    public static ClaimDispatchException databaseFailed(String doing, Throwable cause) {
        return problem(
                "CLAIM0020",
                "the database refused while " + doing + ": " + cause.getMessage()
                        + ". Nothing of this call is stored; after a deadlock or lock timeout, repeat the transaction.",
                cause);
    }

    /** No table. */
    public static ClaimDispatchException tableMissing(String table, String database, String file) {
        return problem(
                "CLAIM0021",
                "there is no table '" + table + "' in this " + database + " database. Apply " + file
                        + " of claim-dispatch's jar to it, or set claim-dispatch.schema=create.");
    }

    /** The table lacks columns. */
    public static ClaimDispatchException tableOutdated(
            String table, String database, Collection<String> missing, String file) {
        return problem(
                "CLAIM0022",
                "the table '" + table + "' in this " + database + " database is outdated: it lacks " + missing
                        + ". Compare it with " + file + " of claim-dispatch's jar and add them.");
    }

    /** A database that no dialect knows. */
    public static ClaimDispatchException databaseUnknown(String product) {
        return problem(
                "CLAIM0023",
                "no dialect for the database '" + product
                        + "'. Supported: PostgreSQL, MariaDB, MySQL, H2, Derby. Name another data source in"
                        + " claim-dispatch.datasource.");
    }

    /** No data source. */
    public static ClaimDispatchException dataSourceMissing(String jndiName, Throwable cause) {
        return problem(
                "CLAIM0024",
                "no data source is bound to '" + jndiName
                        + "'. Define it in the server, or name the right one in claim-dispatch.datasource.",
                cause);
    }

    /** EclipseLink is not visible. */
    public static ClaimDispatchException providerMissing(Collection<String> seen) {
        return problem(
                "CLAIM0025",
                "EclipseLink is not visible to the application; its persistence providers are " + seen
                        + ". On WildFly add the module that wildfly-config describes.");
    }

    private static final String COMMIT_UNANSWERED = "CLAIM0026";

    /** Nobody knows whether it is stored. */
    public static ClaimDispatchException commitUnanswered(String doing, Throwable cause) {
        return problem(
                COMMIT_UNANSWERED,
                "no answer to the commit while " + doing + ": " + cause.getMessage()
                        + ". It may be stored or not: look before you repeat it, or give it an idempotency key.",
                cause);
    }

    /** Whether a failure is {@link #commitUnanswered}. */
    public static boolean isCommitUnanswered(Throwable failure) {
        return failure instanceof ClaimDispatchException problem && problem.id().equals(COMMIT_UNANSWERED);
    }

    /** A thread that does not come back from the database. Has that thread's stack. */
    public static ClaimDispatchException databaseHangs(String doing, long seconds, Thread thread) {
        ClaimDispatchException hangs = problem(
                "CLAIM0027",
                "the thread " + thread.getName() + " has been " + doing + " for " + seconds
                        + " seconds, here. Give the data source a socketTimeout, a connectTimeout and a bounded validation.");
        hangs.setStackTrace(thread.getStackTrace());
        return hangs;
    }

    /** Waits for the network cannot be bounded. */
    public static ClaimDispatchException networkTimeoutRefused(String dataSource, Throwable cause) {
        return problem(
                "CLAIM0028",
                "the connections of '" + dataSource + "' take no network timeout: " + cause
                        + ". claim-dispatch.database-timeout can only end them: give the data source a socketTimeout of its own.",
                cause);
    }

    // processors

    /** Two for one type. */
    public static ClaimDispatchException processorTwice(String type, String first, String second) {
        return problem(
                "CLAIM0030",
                "two processors for '" + shown(type) + "': " + first + " and " + second + ". Remove one of them.");
    }

    /** A blank or otherwise impossible type. */
    public static ClaimDispatchException processorTypeInvalid(String type, String place, String why) {
        return problem(
                "CLAIM0031",
                "@Processor(\"" + shown(type) + "\") on " + place + " " + why
                        + ". Give a type like order.paid, or a family like order.*");
    }

    /** A method that cannot be a task. */
    public static ClaimDispatchException processorSignature(String place, String why) {
        return problem(
                "CLAIM0032",
                "@Processor on " + place + ": " + why
                        + ". A processor method takes the payload and/or the LogRecord, and returns nothing, an Outcome"
                        + " or a Job.");
    }

    /** Annotated, and no bean. */
    public static ClaimDispatchException processorNoBean(String place) {
        return problem(
                "CLAIM0033",
                "@Processor on " + place
                        + ", but the class is no CDI bean, so it would never run. Make it a concrete, top-level or static"
                        + " class with a usable constructor, in an archive with bean discovery, and give it a scope.");
    }

    /** Annotated class without the interface. */
    public static ClaimDispatchException processorNoInterface(String place) {
        return problem(
                "CLAIM0034",
                "@Processor on the class " + place
                        + ", which does not implement LogProcessor. Implement it, or put the annotation on a method.");
    }

    /** A bean that the container cannot give a reference to. */
    public static ClaimDispatchException processorUnusable(String place, Throwable cause) {
        return problem(
                "CLAIM0035",
                "@Processor on " + place + ": the container cannot call the bean: " + cause.getMessage()
                        + ". A bean with a scope other than @Dependent needs a constructor without parameters that is not"
                        + " private, and neither class nor methods may be final.",
                cause);
    }

    /** The question whether a type of a family is supported has thrown. */
    public static ClaimDispatchException supportsFailed(String place, String type, Throwable cause) {
        return problem(
                "CLAIM0036",
                place + " failed when asked whether it supports '" + shown(type) + "': " + cause
                        + ". Rows of this type stay unrouted here until the next start.",
                cause);
    }

    // settings

    /** A value that cannot be read. */
    public static ClaimDispatchException settingInvalid(String key, String value, String expected) {
        return problem("CLAIM0040", "the setting " + key + " is '" + shown(value) + "'; expected " + expected + ".");
    }

    /** A resource of the server that is not there. */
    public static ClaimDispatchException resourceMissing(String what, String jndiName, Throwable cause) {
        return problem(
                "CLAIM0041",
                "no " + what + " is bound to '" + jndiName + "'. Name the right one in the settings.",
                cause);
    }

    /** A lease that one unanswered heartbeat may cost. Only logged. */
    public static ClaimDispatchException leaseShort(Duration lease, Duration timeout) {
        return problem(
                "CLAIM0042",
                "claim-dispatch.lease is " + lease + " and claim-dispatch.database-timeout " + timeout
                        + ": a single call to the database that is not answered can cost this node its leases, and its rows run"
                        + " twice. Make the lease at least twice as long as the timeout.");
    }

    /** A thread that the server does not give. */
    public static ClaimDispatchException noThread(String name) {
        return problem(
                "CLAIM0043",
                "the server's managed thread factory has given no thread for '" + name
                        + "'. Look into its log for why; without its threads the node cannot run.");
    }

    // operators

    /** A limit out of its range. */
    public static ClaimDispatchException limitInvalid(int limit, int least, int most) {
        return problem("CLAIM0050", "the limit " + limit + " is not from " + least + " to " + most + ".");
    }

    /** What is to be paused, resumed or requeued is no type. */
    public static ClaimDispatchException patternInvalid(String pattern, String why) {
        return problem(
                "CLAIM0051",
                "the type or family '" + shown(pattern) + "' " + why
                        + ". Give a type like order.paid, or a family like order.*");
    }

    /** Nobody, or no reason. */
    public static ClaimDispatchException operatorTextInvalid(String what, @Nullable String value, String why) {
        return problem(
                "CLAIM0052",
                "the " + what + " '" + shown(String.valueOf(value)) + "' " + why
                        + ". Say it: others will want to know.");
    }

    /** A time to reschedule to that cannot be. */
    public static ClaimDispatchException rescheduleInvalid(String why) {
        return problem("CLAIM0053", "the new time " + why + ".");
    }

    // kept in rows

    /** No processor; only for a row that was claimed for a type that has since lost it. */
    public static ClaimDispatchException processorGone(String type) {
        return problem("CLAIM0060", "no processor for '" + shown(type) + "' on this node. Deploy one.");
    }

    /** The payload does not fit the processor. */
    public static ClaimDispatchException payloadNotReadable(String type, String target, Throwable cause) {
        return problem(
                "CLAIM0061",
                "the payload of this '" + shown(type) + "' cannot be read as " + target + ": " + cause
                        + ". Correct the payload or the class, then requeue the row.",
                cause);
    }

    /** A rule that nobody knows. */
    public static ClaimDispatchException ruleUnknown(String rule) {
        return problem(
                "CLAIM0062",
                "the rule '" + shown(rule) + "' is unknown here. Deploy a RulePredicate bean with that @Named value.");
    }

    /** Rules that cannot be read. */
    public static ClaimDispatchException rulesUnreadable(String why) {
        return problem("CLAIM0063", "the rules stored with the row cannot be read: " + why + ".");
    }

    /** The node that had claimed a row stopped renewing its lease. */
    public static ClaimDispatchException leaseExpired(@Nullable String node) {
        return problem(
                "CLAIM0064",
                "the lease of node " + node + " ended before the job did: the node died or lost the database.");
    }

    /** A batch execution did not complete. */
    public static ClaimDispatchException batchNotCompleted(String job, long execution, String status, String detail) {
        return problem(
                "CLAIM0065",
                "execution " + execution + " of batch job '" + job + "' ended as " + status + detail + ".");
    }

    /** A batch execution that was running is not known any more. */
    public static ClaimDispatchException batchLost(String job, long execution) {
        return problem(
                "CLAIM0066",
                "execution " + execution + " of batch job '" + job
                        + "' is not known to the job repository any more, or is another row's.");
    }

    /** A job that cannot be made or started. */
    public static ClaimDispatchException jobMissing(String type) {
        return problem("CLAIM0067", "the processor of '" + shown(type) + "' returned no job.");
    }

    /** A task, a processor or a rule that began a transaction and returned without ending it. */
    public static ClaimDispatchException transactionLeftOpen(String type) {
        return problem(
                "CLAIM0068",
                "the task, the processor or a rule of '" + shown(type)
                        + "' began a transaction and did not end it; it is rolled back, or the rows"
                        + " after it would have run in it. Use @Transactional, or end it in a finally block.");
    }

    /** An attempt that was interrupted because it took too long, however it ended then. */
    public static ClaimDispatchException timeLimitExceeded(String type, Duration limit, @Nullable Throwable cause) {
        ClaimDispatchException problem = problem(
                "CLAIM0069",
                "the attempt exceeded the time limit of '" + shown(type) + "', " + limit
                        + ", and was interrupted. Make the work shorter or the limit longer: claim-dispatch.time-limits.",
                cause);
        // what a row keeps is bounded, and where the task was is in the cause
        problem.setStackTrace(new StackTraceElement[0]);
        return problem;
    }

    /** An atomic task that ended the transaction which was begun for it. */
    public static ClaimDispatchException atomicEnded(String type) {
        return problem(
                "CLAIM0075",
                "the atomic task of '" + shown(type)
                        + "' ended the transaction that was begun for it, so that its row cannot be completed with its"
                        + " work; what it committed itself will be done again. Leave begin, commit and rollback to"
                        + " claim-dispatch, or use a task that is not atomic.");
    }

    /** An atomic task whose transaction cannot be committed any more. */
    public static ClaimDispatchException atomicRolledBack(String type) {
        return problem(
                "CLAIM0076",
                "the transaction of the atomic task of '" + shown(type)
                        + "' was marked for rollback, by setRollbackOnly, by an exception that passed a @Transactional"
                        + " method, or by the server's transaction timeout; all of it is rolled back. Let what went"
                        + " wrong be thrown, or raise the timeout.");
    }

    /** The commit of an atomic task failed. */
    public static ClaimDispatchException atomicNotCommitted(String type, Throwable cause) {
        return problem(
                "CLAIM0077",
                "the transaction of the atomic task of '" + shown(type) + "' could not be committed: " + cause
                        + ". Nothing of it is stored; the cause says why.",
                cause);
    }

    /** No transaction for an atomic task. */
    public static ClaimDispatchException atomicNotBegun(String type, Throwable cause) {
        return problem(
                "CLAIM0078",
                "no transaction could be begun for the atomic task of '" + shown(type) + "': " + cause
                        + ". See the server's log.",
                cause);
    }

    /** A note: the implementation did not restart an earlier execution. */
    public static ClaimDispatchException batchRestartRefused(String job, long earlier, long started, String why) {
        return problem(
                "CLAIM0080",
                "execution " + earlier + " of batch job '" + shown(job) + "' could not be restarted (" + shown(why)
                        + "); execution " + started + " was started instead, and begins at the beginning.");
    }

    /** A note: somebody has abandoned the earlier execution. */
    public static ClaimDispatchException batchAbandoned(String job, long earlier, long started) {
        return problem(
                "CLAIM0081",
                "execution " + earlier + " of batch job '" + shown(job) + "' had been abandoned; execution " + started
                        + " was started instead, and begins at the beginning.");
    }

    /** A note: the processor asks for another job than for the attempt before. */
    public static ClaimDispatchException batchJobChanged(
            String job, long earlier, @Nullable String before, long started) {
        return problem(
                "CLAIM0082",
                "execution " + earlier + " was one of batch job '" + (before == null ? "" : shown(before))
                        + "', and the processor asks for '" + shown(job) + "' now; execution " + started
                        + " was started.");
    }

    /** A batch execution ran longer than the settings allow. */
    public static ClaimDispatchException batchTimeLimit(String job, long execution, String type, String limit) {
        return problem(
                "CLAIM0083",
                "execution " + execution + " of batch job '" + shown(job) + "' was stopped: it ran longer than " + limit
                        + ", the time limit of '" + shown(type) + "'. The next attempt goes on from its checkpoint.");
    }

    /** Somebody has stopped a batch execution. */
    public static ClaimDispatchException batchStopped(String job, long execution) {
        return problem(
                "CLAIM0084",
                "execution " + execution + " of batch job '" + shown(job)
                        + "' was stopped by an operator. The next attempt goes on from its checkpoint: requeue the row if"
                        + " it is a dead letter.");
    }

    // logged

    /** A task that goes on although it was interrupted. */
    public static ClaimDispatchException taskStuck(String row, String type, Instant since, String thread) {
        return problem(
                "CLAIM0090",
                "the task of " + row + ", type '" + shown(type) + "', has been running since " + since + " on " + thread
                        + " and ignores that it was interrupted. It keeps row and thread until it ends. This is where it is:");
    }

    /** A task that goes on although the application stops. */
    public static ClaimDispatchException taskLeftBehind(String row, String type, String thread) {
        return problem(
                "CLAIM0091",
                "the task of " + row + ", type '" + shown(type) + "', still runs on " + thread
                        + " though the application stops, and ignores that it was interrupted. Its row comes back when the"
                        + " lease ends. This is where it is:");
    }

    /** No tick for too long. */
    public static ClaimDispatchException timerSilent(Duration time) {
        return problem(
                "CLAIM0092",
                "the server's timer has not ticked for " + time
                        + ", as it does while the server is suspended, or after its clock was set back: nothing is claimed"
                        + " until it ticks again. Resume the server; after a change of the clock redeploy the application,"
                        + " which makes the timer anew.");
    }

    /** A thread that does not come back from code that is not ours. Has that thread's stack. */
    public static ClaimDispatchException foreignCallHangs(String doing, long seconds, Thread thread) {
        ClaimDispatchException hangs = problem(
                "CLAIM0100",
                "the thread " + thread.getName() + " has been " + doing + " for " + seconds
                        + " seconds, here. What needs the answer waits until it comes. Bound what the call waits for: the data"
                        + " source of the job repository, for one, needs a socketTimeout as well.");
        hangs.setStackTrace(thread.getStackTrace());
        return hangs;
    }

    private static String shown(String value) {
        return value.length() > 200
                ? value.substring(
                                0, value.offsetByCodePoints(0, Math.min(200, value.codePointCount(0, value.length()))))
                        + '…'
                : value;
    }
}
