package io.claimdispatch.internal.common;

import io.claimdispatch.ClaimDispatchException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All errors that a user can meet, each with its id, the cause and the way out. They are returned and thrown by the
 * caller, so that the reader of the code sees where it ends.
 *
 * <p>Ids never change their meaning. 000x: arguments and payloads; 001x: drafts; 002x: the database; 003x: processors; 004x:
 * settings; 005x: calls of operators; 006x and 007x: what is kept in a row as the error of an attempt; 009x to 0102: what is
 * only logged, but for CLAIM0097, which the publisher throws; from 0103 on: the start, the schema and the packaging.
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

    // arguments and payloads; those that only the API's own types throw, which know nothing of this class, are named
    // there

    /** Null. */
    public static ClaimDispatchException argumentMissing(String parameter) {
        return problem("CLAIM0001", "the parameter '" + parameter + "' is null. Pass a value.");
    }

    /** A draft outlives its function, or its thread. */
    public static ClaimDispatchException draftClosed(@Nullable String type, String why) {
        return problem(
                "CLAIM0002",
                "a draft" + (type == null ? "" : " of type '" + shown(type) + "'") + " was used " + why
                        + "; nothing of that would be stored. Call it only within the function that was given to the"
                        + " publisher, on the same thread.");
    }

    /** Written as JSON, the object would be something else. */
    public static ClaimDispatchException payloadLosesState(String type, String why, Throwable cause) {
        return problem(
                "CLAIM0003",
                "the payload of type '" + shown(type) + "' holds " + why
                        + ". Publish what it stands for as a public record, bean, map or collection.",
                cause);
    }

    /** Larger than the settings allow. */
    public static ClaimDispatchException payloadTooLarge(String type, long size, int most) {
        return problem(
                "CLAIM0004",
                "the payload of type '" + shown(type) + "' has " + size + " bytes, and claim-dispatch.max-payload is "
                        + most
                        + ". Keep the data elsewhere and publish where it is, or raise the setting.");
    }

    /** JSON that some reader could not read. */
    public static ClaimDispatchException payloadBeyondReaders(String type, String why, Throwable cause) {
        return problem(
                "CLAIM0005",
                "what is published of type '" + shown(type) + "' could not be read when it is due: " + why
                        + ". Publish it in another form, for example as text.",
                cause);
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
    public static ClaimDispatchException payloadNotWritable(String type, Object payload, String why, Throwable cause) {
        return problem(
                "CLAIM0013",
                "the payload of type '" + shown(type) + "', a "
                        + payload.getClass().getName() + ", cannot be written as JSON: " + why + ".",
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
    public static ClaimDispatchException tableNameInvalid(String name, String why) {
        return problem("CLAIM0019", "'" + shown(name) + "' is no table name: " + why + ".");
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
    public static ClaimDispatchException tableMissing(String table, String database, String command) {
        return problem(
                "CLAIM0021",
                "there is no table '" + table + "' in this " + database
                        + " database. Set claim-dispatch.schema=create, or apply to it what this prints: " + command);
    }

    /** The table lacks columns. */
    public static ClaimDispatchException tableOutdated(
            String table, String database, Collection<String> missing, String command) {
        return tableUnfit(
                table,
                database,
                "is outdated, or not a table of claim-dispatch (then name another in claim-dispatch.tables): it lacks "
                        + missing + ". Compare it with what this prints, and add them: " + command);
    }

    /** The table is of an earlier version. */
    public static ClaimDispatchException tableOld(
            String table, String database, int version, int known, String before, String after) {
        return tableUnfit(
                table,
                database,
                "has version " + version + "; this node needs version " + known + ". Apply to it what this prints: "
                        + before + " - nodes of version " + version + " go on meanwhile. Once the last of them has"
                        + " stopped, apply what this prints: " + after);
    }

    /** The table is of a later version, which has said that nodes of this one may not run on it. */
    public static ClaimDispatchException tableNewer(
            String table, String database, int version, int compatibleFrom, int known) {
        return tableUnfit(
                table,
                database,
                "has version " + version + ", on which only nodes may run that know version " + compatibleFrom
                        + " or later; this node knows version " + known + ". Deploy a newer claim-dispatch.");
    }

    private static ClaimDispatchException tableUnfit(String table, String database, String why) {
        return problem("CLAIM0022", "the table '" + table + "' in this " + database + " database " + why);
    }

    /** A database that no dialect knows. */
    public static ClaimDispatchException databaseUnknown(String product) {
        return problem(
                "CLAIM0023",
                "no dialect for the database '" + product
                        + "'. Supported: PostgreSQL, MariaDB, MySQL, H2, Derby, Oracle, SQL Server. Name another data"
                        + " source in claim-dispatch.datasource.");
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

    /** A row that does not fit into memory. */
    public static ClaimDispatchException memoryShort(String type, Throwable cause) {
        return problem(
                "CLAIM0029",
                "reading this '" + shown(type) + "' alone needs more memory than the node has: " + cause
                        + ". Give the server more heap, or make the payload smaller.",
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
                        + ". A processor method takes the payload and/or the LogRecord, and returns nothing, an Outcome,"
                        + " a CompletionStage of either, or a Job.");
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

    /** Work that goes on after the method returns, and whose end nothing would tell. */
    public static ClaimDispatchException processorOutlived(String place, String why) {
        return problem(
                "CLAIM0037",
                "@Processor on " + place + ": " + why
                        + ". The row would be processed before its work has ended, and a failure would be lost. Tasks run on"
                        + " threads of their own anyway; for work that goes on without one return a CompletionStage from a"
                        + " method that is neither asynchronous nor atomic, or Job.async(…).");
    }

    // settings

    private static final String SETTING_INVALID = "CLAIM0040";

    /** A value that cannot be read. */
    public static ClaimDispatchException settingInvalid(String key, String value, String expected) {
        return problem(
                SETTING_INVALID, "the setting " + key + " is '" + shown(value) + "'; expected " + expected + ".");
    }

    /** Several values that cannot be read: each with what is wrong with it. */
    public static ClaimDispatchException settingsInvalid(List<ClaimDispatchException> each) {
        String texts = IntStream.range(0, each.size())
                .mapToObj(i -> "(" + (i + 1) + ") " + bare(each.get(i)))
                .collect(Collectors.joining(" "));
        return problem(SETTING_INVALID, each.size() + " settings have values that cannot be used. " + texts);
    }

    private static String bare(ClaimDispatchException error) {
        String text = String.valueOf(error.getMessage());
        return error.id().equals(SETTING_INVALID) ? text.substring(text.indexOf(' ') + 1) : text;
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

    /** A name under our prefix that is none of ours. Only logged, and without the value, which may be a secret. */
    public static ClaimDispatchException settingUnknown(String name, @Nullable String nearest) {
        return problem(
                "CLAIM0044",
                "there is no setting '" + shown(name) + "', so that its value has no effect. "
                        + (nearest == null
                                ? "No setting has a similar name; docs/settings.md lists them all."
                                : "The nearest name is '" + nearest + "'.")
                        + " Correct the name, or remove it.");
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
                        + ". Correct the payload, or deploy the version of the code that can read it.",
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
    public static ClaimDispatchException batchNotCompleted(
            String job, long execution, String status, String detail, @Nullable Throwable thrown) {
        return told(problem(
                "CLAIM0065",
                "execution " + execution + " of batch job '" + job + "' ended as " + status + detail + ".",
                thrown));
    }

    /** What a row keeps is bounded, and where it happened is in the cause. */
    private static ClaimDispatchException told(ClaimDispatchException problem) {
        if (problem.getCause() != null) {
            problem.setStackTrace(new StackTraceElement[0]);
        }
        return problem;
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

    private static final String PAYLOAD_NO_JSON = "CLAIM0070";

    /** The payload is no JSON, for whatever processor on whatever node. */
    public static ClaimDispatchException payloadNoJson(String type, Throwable cause) {
        return problem(
                PAYLOAD_NO_JSON,
                "the payload of this '" + shown(type) + "' is no JSON: " + cause
                        + ". No node can read it: correct it, then requeue the row.",
                cause);
    }

    /** Asynchronous work without a stage. */
    public static ClaimDispatchException stageMissing(String type) {
        return problem(
                "CLAIM0072",
                "the asynchronous task of '" + shown(type)
                        + "' returned null instead of a CompletionStage, so its end is not known. Return the stage of the work;"
                        + " one without work is CompletableFuture.completedStage(null).");
    }

    /** A stage with a value that says nothing. */
    public static ClaimDispatchException stageValue(String type, String valueClass) {
        return problem(
                "CLAIM0073",
                "the stage of '" + shown(type) + "' completed with a " + valueClass
                        + ", which does not say how the row ends. Let it complete with null or an Outcome:"
                        + " thenApply(value -> Outcome.success()) for example.");
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

    /** A processor method that returned although its transaction was not committed. */
    public static ClaimDispatchException notCommitted(String place) {
        return problem(
                "CLAIM0079",
                "the processor " + place
                        + " has returned, but the transaction that @Transactional began for it was not committed: the"
                        + " server has rolled it back, since it timed out or was marked for rollback. Give it a longer"
                        + " timeout or less work, and throw an exception, or return an Outcome outside of the transaction,"
                        + " if its work is to be rolled back.");
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

    private static final String BATCH_JOB_UNUSABLE = "CLAIM0085";

    /** A batch job whose XML is missing or cannot be read. */
    public static ClaimDispatchException batchJobUnusable(String job, String xml, boolean missing, Throwable cause) {
        return told(problem(
                BATCH_JOB_UNUSABLE,
                "batch job '" + shown(job) + "' cannot be started: " + shown(xml)
                        + (missing ? " is not in this application" : " cannot be read") + ". Deploy "
                        + (missing ? "it" : "one that can") + ", then requeue the row.",
                cause));
    }

    private static final String BATCH_PARAMETERS_REFUSED = "CLAIM0086";

    /** Parameters of a batch job that the job repository cannot store. */
    public static ClaimDispatchException batchParametersRefused(
            String job, @Nullable String state, int characters, String longest) {
        return problem(
                BATCH_PARAMETERS_REFUSED,
                "the job repository refused the parameters of batch job '" + shown(job) + "' (SQL state " + state
                        + "). As lines of 'name = value' they have " + characters
                        + " characters, claim-dispatch's own included; yours have " + longest
                        + ". Pass a key of the data instead of the data, or widen the repository's column: JBeret's"
                        + " JOB_EXECUTION.JOBPARAMETERS has 3,000 characters for all, Open Liberty's JOBPARAMETER 255"
                        + " for each. Then requeue the row.");
    }

    /** The payload is no JSON; a batch job cannot be started, or its parameters cannot be stored. */
    private static final Set<String> HOPELESS = Set.of(PAYLOAD_NO_JSON, BATCH_JOB_UNUSABLE, BATCH_PARAMETERS_REFUSED);

    /** Whether a failure is one that no further attempt on any node can mend. */
    public static boolean isHopeless(Throwable failure) {
        return failure instanceof ClaimDispatchException problem && HOPELESS.contains(problem.id());
    }

    /** A note: the row names an execution that cannot be shown to be its own. */
    public static ClaimDispatchException batchNotProven(String job, long earlier, long started) {
        return problem(
                "CLAIM0087",
                "execution " + earlier + " of batch job '" + shown(job)
                        + "' is COMPLETED, but names no claim that the row is known to have had; execution " + started
                        + " was started instead, and begins at the beginning.");
    }

    // logged

    /** A task that goes on although it was interrupted. */
    public static ClaimDispatchException taskStuck(String row, String type, Instant since, String where) {
        return problem(
                "CLAIM0090",
                "the task of " + row + ", type '" + shown(type) + "', has been running since " + since + " " + where
                        + " and ignores that it was interrupted or cancelled. It keeps its row and its place among those that"
                        + " run until it ends. This is where it is, if it has a thread:");
    }

    /** A task that goes on although the application stops. */
    public static ClaimDispatchException taskLeftBehind(String row, String type, String where) {
        return problem(
                "CLAIM0091",
                "the task of " + row + ", type '" + shown(type) + "', still runs " + where
                        + " though the application stops, and ignores that it was interrupted or cancelled. Its row comes"
                        + " back when the lease ends. This is where it is, if it has a thread:");
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

    /** No row that a write test could change, or may change. */
    public static ClaimDispatchException writeTestImpossible(String table, String command) {
        return problem(
                "CLAIM0093",
                "the row of the table '" + table
                        + "_schema' is not there, or cannot be changed, so that nothing shows whether the database takes"
                        + " writes: an outcome that it refuses stays in hand until another one of '" + table
                        + "' is stored. Let the data source's user update that table; if it or its row is not there, '"
                        + table + "' counts as one of version 1: apply to it what this prints: " + command);
    }

    /** Outcomes that stay in hand, since nothing shows that their rows are to blame. */
    public static ClaimDispatchException outcomesRefused(int outcomes, Throwable cause) {
        return problem(
                "CLAIM0094",
                "the database stores no outcomes: " + outcomes
                        + " of them stay in hand, and are stored once it does. The cause says why it refuses them; see"
                        + " whether it is read-only, and what the data source's user may do.",
                cause);
    }

    /** Rows that a person has written and that only now can run. */
    public static ClaimDispatchException rowsMended(String table, int waiting, int claimed) {
        return problem(
                "CLAIM0095",
                waiting + " waiting and " + claimed + " claimed rows of " + table
                        + " had values that only a person can have written, and would have waited for ever: a priority that"
                        + " is none, a time before the year 1000, or a claim without token, lease or end. They have the"
                        + " nearest that works now. CHECK constraints of the table refuse some of it: for a table"
                        + " of version 1, which has none, the second phase of its upgrade adds them.");
    }

    /** Rows that wait for a person. */
    public static ClaimDispatchException rowsOdd(String table, long count, String some) {
        return problem(
                "CLAIM0096",
                count + " rows of " + table
                        + " are in a state that this version does not know, or wait for a time after"
                        + " the year 9999, and stay as they are: " + some
                        + ". A newer version may have written them; else correct them by hand, or delete them with"
                        + " ActionLogs.delete.");
    }

    /** An id that was drawn for a new row is another row's. */
    public static ClaimDispatchException idTaken(String table, String sequence, Collection<Long> ids, Throwable cause) {
        List<Long> some = ids.stream().limit(10).toList();
        return problem(
                "CLAIM0097",
                "an id drawn for a new row of " + table
                        + " is taken by a row that was inserted with an id by hand; drawn: "
                        + some + (ids.size() > some.size() ? " and more" : "")
                        + ". Nothing of this call is stored. Each call draws further ids; to end it at once, move the"
                        + " sequence " + sequence + " behind the highest id of the table.",
                cause);
    }

    /** An attempt that failed and is followed by another. */
    public static ClaimDispatchException attemptFailed(
            String row, String type, int attempt, Collection<String> causes, Duration delay) {
        return problem(
                "CLAIM0098",
                "attempt " + attempt + " of " + row + ", type '" + shown(type) + "', failed: " + shown(causes)
                        + ". The next one follows in " + delay + "; the row's column errors has the frames.");
    }

    /** A row that has failed for good. Has the stack of what it failed with, and none of its own. */
    public static ClaimDispatchException deadLetter(
            String row, String type, int attempt, Collection<String> causes, @Nullable Throwable stack) {
        ClaimDispatchException dead = problem(
                "CLAIM0099",
                row + ", type '" + shown(type) + "', is a dead letter after attempt " + attempt + ": " + shown(causes)
                        + ". Mend the cause, then requeue the row.",
                stack);
        dead.setStackTrace(new StackTraceElement[0]);
        return dead;
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

    /** An executor that runs fewer tasks at once than the settings say. */
    public static ClaimDispatchException threadsMissing(String executor, int wanted, int threads) {
        return problem(
                "CLAIM0101",
                "claim-dispatch.concurrency is " + wanted + ", but the executor '" + executor + "' runs no more than "
                        + threads + " tasks of this node at once. The node claims for " + threads
                        + " and leaves the rest to others. Name an executor with more threads in claim-dispatch.executor,"
                        + " or set the concurrency to what it has.");
    }

    /** A bean of the application, in place of one of ours, that has returned null. */
    public static ClaimDispatchException answerMissing(String method) {
        return problem(
                "CLAIM0102",
                method
                        + " of a bean of the application has returned null, where its interface allows none. Let it return"
                        + " a value: see the Javadoc of that interface in io.claimdispatch.spi.");
    }

    // the start

    private static final String DATABASE_AWAITED = "CLAIM0103";

    /** A database that is not there yet. */
    public static ClaimDispatchException databaseAwaited(String dataSource, String why, @Nullable Throwable cause) {
        return problem(
                DATABASE_AWAITED,
                "the database of '" + dataSource + "' is not there yet: " + why
                        + ". The node looks again every few seconds and starts once the database is there; until then it"
                        + " claims nothing and stores nothing. Start the database, or repeat the call later.",
                cause);
    }

    /** Whether a failure is {@link #databaseAwaited}. */
    public static boolean isDatabaseAwaited(Throwable failure) {
        return failure instanceof ClaimDispatchException problem && problem.id().equals(DATABASE_AWAITED);
    }

    /** A data source whose database turns it away. */
    public static ClaimDispatchException connectionRefused(String dataSource, String why, Throwable cause) {
        return problem(
                "CLAIM0104",
                "the data source '" + dataSource + "' gives no connection: " + why
                        + ". Correct its user, password, database, driver or settings of TLS in the server, or name another"
                        + " in claim-dispatch.datasource.",
                cause);
    }

    /** Only logged: no row by which to find out whether a data source takes part in transactions, or no right to change it. */
    public static ClaimDispatchException transactionsUntested(String dataSource, String table) {
        return problem(
                "CLAIM0105",
                "it could not be found out whether the data source '" + dataSource
                        + "' takes part in the transactions of the server, since the row of the table '" + table
                        + "_schema' is not there, or cannot be changed. If it takes no part (WildFly: jta=false), what is"
                        + " published stays although its transaction is rolled back. Let the data source's user update that"
                        + " table; if it is not there, apply to '" + table
                        + "' what the jar's command ddl prints with --from 1.");
    }

    /** Whatever hits a later try of the start and has no id of its own. */
    public static ClaimDispatchException startFailed(Throwable cause) {
        return problem(
                "CLAIM0106",
                "the node could not start: " + cause
                        + ". If a class of the application is in its stack, correct that class and deploy again.",
                cause);
    }

    /** The same problem for a caller, who meets it while it lasts. */
    public static ClaimDispatchException startHindered(ClaimDispatchException problem, Instant since) {
        String text = String.valueOf(problem.getMessage());
        return new ClaimDispatchException(
                problem.id(),
                text.substring(problem.id().length() + 2) + " So it has been since " + since + ".",
                problem.getCause() == null ? problem : problem.getCause());
    }

    // the schema

    /** The command's output took no more. */
    public static ClaimDispatchException ddlUnprinted() {
        return problem(
                "CLAIM0107",
                "the DDL could not be written to the standard output, or not all of it: the disk may be full, or the"
                        + " program that reads it has ended. Apply nothing of it, and print it again.");
    }

    /** What the command of the jar was given is none of its arguments. */
    public static ClaimDispatchException ddlArguments(String why) {
        return problem(
                "CLAIM0108",
                "the command cannot be carried out: " + why + ". Its arguments are: ddl <database> [--table <name>]"
                        + " [--from <version> [--phase before|after]].");
    }

    /** The first phase of an upgrade was applied, and the second was not. */
    public static ClaimDispatchException upgradeUnfinished(String table, String command) {
        return problem(
                "CLAIM0109",
                "the upgrade of the table '" + table + "' has a second phase, which is still due. Once no node of an"
                        + " older version runs any more, apply to it what this prints: " + command);
    }

    // what the start finds out about the database and its data source

    /** A column that takes different texts for the same. */
    public static ClaimDispatchException textInexact(
            String column, String table, String database, String differing, String advice) {
        return problem(
                "CLAIM0110",
                "in this " + database + " database the column " + column + " takes texts for the same that differ only "
                        + differing + ", in " + table
                        + " or as it would be made. An action whose type or idempotency key"
                        + " differs from another's only so would be lost as its duplicate. " + advice);
    }

    /** Only one row may be without an idempotency key. */
    public static ClaimDispatchException keysNeeded(String table, String database, String advice) {
        return problem(
                "CLAIM0111",
                "in this " + database + " database " + table
                        + " takes only one row of a type without an idempotency key:"
                        + " its unique constraint takes NULL for a value like others, or would if it were made now. The"
                        + " second publication would be refused. " + advice);
    }

    /** Connections with an isolation level that our statements are not written for. */
    public static ClaimDispatchException isolationUnfit(String dataSource, String database, String level) {
        return problem(
                "CLAIM0112",
                "the connections of '" + dataSource + "' come with the isolation level " + level + ". In " + database
                        + " a publisher would then read what others may still roll back, or wait for rows that others only"
                        + " read. Set the transaction isolation of the data source to READ COMMITTED.");
    }

    /** Times that are moved on their way. */
    public static ClaimDispatchException timeInexact(String database, String what, String advice) {
        return problem(
                "CLAIM0113",
                "in this " + database + " database times " + what
                        + ". Actions would be due at another time than was said. " + advice);
    }

    /** A statement that this database does not understand as it is set. */
    public static ClaimDispatchException statementUnfit(String database, Throwable cause) {
        return problem(
                "CLAIM0114",
                "this " + database + " database does not understand a statement of claim-dispatch as it is set: "
                        + cause.getMessage()
                        + ". Take the compatibility mode, and what else changes its SQL or its catalog,"
                        + " out of the data source's URL.",
                cause);
    }

    /** A setting of the sessions, or the engine of a table. */
    public static ClaimDispatchException sessionUnfit(String database, String seen, String advice) {
        return problem("CLAIM0115", "the connections to this " + database + " database " + seen + ". " + advice);
    }

    /** A database, server or connection that takes no writes. */
    public static ClaimDispatchException databaseReadOnly(String dataSource, @Nullable Throwable cause) {
        return problem(
                "CLAIM0116",
                "the connections of '" + dataSource + "' are read-only"
                        + (cause == null ? "" : ": " + cause.getMessage())
                        + ". Let claim-dispatch.datasource lead to the primary server, by connections that may write.",
                cause);
    }

    /** A data source that takes no part in transactions of the server. */
    public static ClaimDispatchException dataSourceNotTransactional(String dataSource) {
        return problem(
                "CLAIM0117",
                "the data source '" + dataSource
                        + "' takes no part in the transactions of the server: a change stayed that"
                        + " was rolled back with the server's transaction. What is published would stay although its"
                        + " transaction is rolled back. Make it a JTA data source (WildFly: jta=true; Payara and GlassFish:"
                        + " non-transactional-connections=false; Liberty: transactional=true), or name another in"
                        + " claim-dispatch.datasource.");
    }

    /** Only logged: what is stored is gone with the server. */
    public static ClaimDispatchException rowsInMemory(String dataSource, String database) {
        return problem(
                "CLAIM0118",
                "claim-dispatch.datasource is '" + dataSource + "', an " + database
                        + " database in memory: all rows are"
                        + " lost when it ends. If it is not the one that the application writes to, publishing is not atomic"
                        + " with its work either. Name the application's data source in claim-dispatch.datasource.");
    }

    private static final String SECOND_RESOURCE = "CLAIM0119";

    /** The server does not let the data source into the transaction, where another is already. */
    public static ClaimDispatchException secondResource(String doing, Throwable cause) {
        return problem(
                SECOND_RESOURCE,
                "the server gives claim-dispatch no connection within this transaction while " + doing
                        + ", and gives one outside of it: as a rule another data source takes part in the transaction, and"
                        + " they are not both XA data sources. Nothing of this call is stored. Name the data source that the"
                        + " application writes to in claim-dispatch.datasource, or make both XA data sources.",
                cause);
    }

    /** Whether a failure is {@link #secondResource}. */
    public static boolean isSecondResource(Throwable failure) {
        return failure instanceof ClaimDispatchException problem && problem.id().equals(SECOND_RESOURCE);
    }

    // packaging

    /** The server has found no EJB in our jar. */
    public static ClaimDispatchException timerMissing() {
        return problem(
                "CLAIM0120",
                "the server has found no EJB in the jar of claim-dispatch, so that nothing would ever be claimed: the jar"
                        + " lies where servers look for none, in the lib of an EAR for example. Put it into the root of the"
                        + " EAR as an EJB module (<ejb> in application.xml), or into WEB-INF/lib of a WAR.");
    }

    // databases

    /** The statements have never met such a database. */
    public static ClaimDispatchException databaseUntested(String dataSource, String database) {
        return problem(
                "CLAIM0121",
                "claim-dispatch.datasource is '" + dataSource + "', which leads to " + database
                        + ": the tests of this version have not run on that database. Its DDL and statements are written"
                        + " for it; try them with your own load before you rely on them, and report what you find.");
    }

    // the node

    /** Threads of the node have ended although it runs. */
    public static ClaimDispatchException threadsEnded(List<String> names) {
        return problem(
                "CLAIM0122",
                "threads of the node have ended although it runs: " + String.join(", ", names)
                        + ". What they do is not done any more: deploy the application again.");
    }

    private static String shown(Collection<String> causes) {
        return causes.stream().map(Problems::shown).collect(Collectors.joining("; caused by "));
    }

    /** A text from data, bounded; what it holds is escaped where messages are made. */
    public static String shown(String value) {
        return value.length() > 200
                ? value.substring(
                                0, value.offsetByCodePoints(0, Math.min(200, value.codePointCount(0, value.length()))))
                        + '…'
                : value;
    }
}
