package io.claimdispatch.internal.config;

import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.PublishProblems;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All settings, read once at start. Invalid values stop the deployment with one CLAIM0040 for all of them; unknown
 * names are logged (CLAIM0044).
 *
 * @param dataSource {@code claim-dispatch.datasource}, default {@code java:comp/DefaultDataSource}: the JNDI name of
 *     the JTA data source with the table. Publishing is atomic with the application's own work if both use the same
 *     data source
 * @param tables {@code claim-dispatch.tables}: further tables besides {@code action_logs}, separated by commas. A draft
 *     may name them; the same loop claims from them
 * @param schema {@code claim-dispatch.schema}, default {@code auto}: see {@link SchemaMode}
 * @param claiming {@code claim-dispatch.claiming}, default true: with false, the node only publishes
 * @param limit {@code claim-dispatch.limit}, default 1000: the maximum number of rows per claim. Larger claims cost
 *     fewer transactions; smaller ones spread the work more evenly over the nodes
 * @param claimBytes {@code claim-dispatch.claim-bytes}, default 16777216: the approximate maximum bytes of payloads and
 *     errors per claim, as stored in the table
 * @param maxPayload {@code claim-dispatch.max-payload}, default 16777216: the maximum size of a payload in bytes of
 *     UTF-8. A larger one is refused when it is published
 * @param maxInFlight {@code claim-dispatch.max-in-flight}, default 4000: the maximum number of claimed rows that this
 *     node has not completed
 * @param concurrency {@code claim-dispatch.concurrency}, default 16: how many tasks run at once on this node. The
 *     executor should have as many threads: see {@code executor}
 * @param coordinators {@code claim-dispatch.coordinators}, default 2: the number of threads that exchange finished rows
 *     for due ones. A third one was measured to gain nothing
 * @param pollInterval {@code claim-dispatch.poll-interval}, default PT1S: how often the loop looks for due rows if no
 *     publish on this node wakes it; in whole seconds
 * @param calendar {@code claim-dispatch.calendar}: when to look, instead of the interval, as attributes of {@code
 *     @Schedule}: {@code "hour=* minute=0/5 second=0"}
 * @param wakeUp {@code claim-dispatch.wake-up}, default true: whether a publish that commits on this node wakes the
 *     loop at once
 * @param lease {@code claim-dispatch.lease}, default PT1M: how long a claim outlives its node. It is renewed three
 *     times as often. Work of a dead node waits this long, and a node cut off from the database for longer loses its
 *     claims
 * @param drain {@code claim-dispatch.drain}, default PT10S: how long an undeployment, or a server that reports its
 *     suspension, lets running jobs continue before tasks are interrupted and batch executions asked to stop; an
 *     undeployment then waits as long again for them to stop
 * @param executor {@code claim-dispatch.executor}, default {@code java:app/concurrent/ClaimDispatchExecutor} (16
 *     threads, defined by claim-dispatch): the JNDI name of the managed executor that runs tasks
 * @param nodeName {@code claim-dispatch.node-name}: replaces the host's name in the node's identity
 * @param databaseTimeout {@code claim-dispatch.database-timeout}, default PT30S: how long a statement or commit of the
 *     loop may stay unanswered before its connection is given up
 * @param timeLimits {@code claim-dispatch.time-limit}, default {@code never}: how long a task may run before it is
 *     interrupted and counts as a failed attempt; {@code claim-dispatch.time-limits} sets it by type, like {@code
 *     report.*=PT1H, mail=PT30S}
 * @param priorities {@code claim-dispatch.priority.types}: the priority of published rows whose draft sets none, by
 *     type, like {@code mail.*=high, report=low}; without an entry that of the processor, else normal
 * @param stoppedBatch {@code claim-dispatch.batch.stopped}, default {@code dead}: see {@link StoppedBatch}
 * @param showPayloadValues {@code claim-dispatch.show-payload-values}, default false: whether the columns {@code
 *     reason} and {@code errors} may contain values of payloads, or only names of fields
 * @param retry see {@link RetrySettings}
 * @param retention see {@link RetentionSettings}
 * @param console see {@link ConsoleSettings}
 */
public record Settings(
        String dataSource,
        List<TableName> tables,
        SchemaMode schema,
        boolean claiming,
        int limit,
        long claimBytes,
        int maxPayload,
        int maxInFlight,
        int concurrency,
        int coordinators,
        Duration pollInterval,
        String calendar,
        boolean wakeUp,
        Duration lease,
        Duration drain,
        String executor,
        String nodeName,
        Duration databaseTimeout,
        TypeValues<Duration> timeLimits,
        TypeValues<Priority> priorities,
        StoppedBatch stoppedBatch,
        boolean showPayloadValues,
        RetrySettings retry,
        RetentionSettings retention,
        ConsoleSettings console) {

    /**
     * The executor that {@code ClaimTimer} defines, in the application's namespace: the lib of an EAR is not a module,
     * and a server that finds a module-scoped or component-scoped name there stops the deployment before we can say
     * why.
     */
    public static final String OWN_EXECUTOR = "java:app/concurrent/ClaimDispatchExecutor";

    /** The number of threads of {@link #OWN_EXECUTOR}. */
    public static final int DEFAULT_CONCURRENCY = 16;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final Duration LONGEST_TIME_LIMIT = Duration.ofDays(365);

    static Settings read(SettingsSource source, Timings timings) {
        SettingsReader reader = new SettingsReader(source);
        Settings settings = new Settings(
                reader.text("claim-dispatch.datasource", "java:comp/DefaultDataSource"),
                tables(reader),
                reader.choice("claim-dispatch.schema", SchemaMode.AUTO),
                reader.flag("claim-dispatch.claiming", true),
                reader.number("claim-dispatch.limit", 1_000, 1, 100_000),
                reader.number("claim-dispatch.claim-bytes", 16L << 20, 1, 1L << 40),
                reader.number("claim-dispatch.max-payload", 16 << 20, 2, 1 << 30),
                reader.number("claim-dispatch.max-in-flight", 4_000, 1, 1_000_000),
                reader.number("claim-dispatch.concurrency", DEFAULT_CONCURRENCY, 1, 10_000),
                reader.number("claim-dispatch.coordinators", 2, 1, 64),
                reader.duration("claim-dispatch.poll-interval", SECOND, SECOND, Duration.ofDays(1)),
                calendar(reader),
                reader.flag("claim-dispatch.wake-up", true),
                reader.duration(
                        "claim-dispatch.lease", Duration.ofMinutes(1), timings.leastLease(), Duration.ofDays(1)),
                reader.duration("claim-dispatch.drain", Duration.ofSeconds(10), Duration.ZERO, Duration.ofHours(1)),
                reader.text("claim-dispatch.executor", OWN_EXECUTOR),
                reader.text("claim-dispatch.node-name", ""),
                reader.duration(
                        "claim-dispatch.database-timeout",
                        Duration.ofSeconds(30),
                        timings.leastDatabaseTimeout(),
                        Duration.ofHours(1)),
                timeLimits(reader, timeLimit(timings)),
                TypeValues.read(
                        reader,
                        Priority.NORMAL,
                        "claim-dispatch.priority.types",
                        PolicyValue.choice(Priority.class),
                        "mail.*=high"),
                reader.choice("claim-dispatch.batch.stopped", StoppedBatch.DEAD),
                reader.flag("claim-dispatch.show-payload-values", false),
                RetrySettings.read(reader),
                RetentionSettings.read(reader),
                ConsoleSettings.read(reader));
        reader.finish();
        return settings;
    }

    /** The allowed time limits of types. */
    public static PolicyValue<Duration> timeLimit(Timings timings) {
        return PolicyValue.durationOrNever(timings.leastTimeLimit(), LONGEST_TIME_LIMIT);
    }

    private static TypeValues<Duration> timeLimits(SettingsReader reader, PolicyValue<Duration> allowed) {
        return TypeValues.read(
                reader,
                reader.value("claim-dispatch.time-limit", PolicyValue.NEVER, allowed),
                "claim-dispatch.time-limits",
                allowed,
                "report.*=PT1H");
    }

    private static String calendar(SettingsReader reader) {
        return reader.text("claim-dispatch.calendar", "", text -> {
            if (!text.isBlank()) {
                Calendars.parse(text);
            }
        });
    }

    private static List<TableName> tables(SettingsReader reader) {
        Set<TableName> tables = new LinkedHashSet<>();
        tables.add(TableName.ACTION_LOGS);
        reader.list("claim-dispatch.tables").forEach(name -> reader.attempt(() -> tables.add(new TableName(name))));
        return List.copyOf(tables);
    }

    /**
     * Returns the configured table with this name.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0017 if the table is not configured
     */
    public TableName table(String name) {
        return tables.stream()
                .filter(table -> table.value().equals(name))
                .findFirst()
                .orElseThrow(() -> PublishProblems.tableUnknown(name));
    }
}
