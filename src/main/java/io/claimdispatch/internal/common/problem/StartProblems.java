package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Problems that stop or delay a start, or that it warns about: the data source, the settings of the database, the
 * packaging.
 */
public final class StartProblems {

    private StartProblems() {}

    /** A database that is not supported. */
    public static ClaimDispatchException databaseUnknown(String product) {
        return Problem.of(
                "CLAIM0023",
                "no dialect for the database '" + product
                        + "'. Supported: PostgreSQL, MariaDB, MySQL, H2, Derby, Oracle, SQL Server. Name another data"
                        + " source in claim-dispatch.datasource.");
    }

    /** No data source. */
    public static ClaimDispatchException dataSourceMissing(String jndiName, Throwable cause) {
        return Problem.of(
                "CLAIM0024",
                "no data source is bound to '" + jndiName
                        + "'. Define it in the server, or name the right one in claim-dispatch.datasource.",
                cause);
    }

    /** EclipseLink is not visible. */
    public static ClaimDispatchException providerMissing(Collection<String> seen) {
        return Problem.of(
                "CLAIM0025",
                "EclipseLink is not visible to the application; its persistence providers are " + seen
                        + ". On WildFly add the module that wildfly-config describes.");
    }

    private static final String DATABASE_AWAITED = "CLAIM0103";

    /** A database that is not available yet. */
    public static ClaimDispatchException databaseAwaited(String dataSource, String why, @Nullable Throwable cause) {
        return Problem.of(
                DATABASE_AWAITED,
                "the database of '" + dataSource + "' is not reachable yet: " + why
                        + ". The node retries every few seconds and starts once the database is reachable; until"
                        + " then it claims nothing and stores nothing. Start the database, or repeat the call"
                        + " later.",
                cause);
    }

    /** Whether a failure is {@link #databaseAwaited}. */
    public static boolean isDatabaseAwaited(Throwable failure) {
        return failure instanceof ClaimDispatchException problem && problem.id().equals(DATABASE_AWAITED);
    }

    /** A data source that its database rejects. */
    public static ClaimDispatchException connectionRefused(String dataSource, String why, Throwable cause) {
        return Problem.of(
                "CLAIM0104",
                "the data source '" + dataSource + "' cannot connect: " + why
                        + ". Correct its user, password, database, driver or TLS settings in the server, or name"
                        + " another in claim-dispatch.datasource.",
                cause);
    }

    /**
     * Only logged: the row that shows whether a data source takes part in transactions is missing, or may not be
     * changed.
     */
    public static ClaimDispatchException transactionsUntested(String dataSource, String table) {
        return Problem.of(
                "CLAIM0105",
                "could not find out whether the data source '" + dataSource
                        + "' takes part in the server's transactions, since the row of the table '" + table
                        + "_schema' is missing or cannot be changed. If it does not (WildFly: jta=false), what is"
                        + " published stays although its transaction is rolled back. Grant the data source's user"
                        + " UPDATE on that table; if it is missing, apply to '" + table
                        + "' the output of the jar's command ddl with --from 1.");
    }

    /** Any failure of a later try of the start that has no id of its own. */
    public static ClaimDispatchException startFailed(Throwable cause) {
        return Problem.of(
                "CLAIM0106",
                "the node could not start: " + cause
                        + ". If a class of the application is in its stack, correct that class and deploy again.",
                cause);
    }

    /** The same problem for a caller, while it lasts. */
    public static ClaimDispatchException startHindered(ClaimDispatchException problem, Instant since) {
        return longer(
                problem,
                " This has lasted since " + since + ".",
                problem.getCause() == null ? problem : problem.getCause());
    }

    /** The same problem for the log, after a later try of the start. */
    public static ClaimDispatchException startRefused(ClaimDispatchException problem) {
        return longer(problem, " The node claims nothing, and retries each minute.", problem.getCause());
    }

    private static ClaimDispatchException longer(
            ClaimDispatchException problem, String more, @Nullable Throwable cause) {
        String text =
                String.valueOf(problem.getMessage()).substring(problem.id().length() + 2);
        return new ClaimDispatchException(problem.id(), text + more, cause);
    }

    /** A column that treats different texts as equal. */
    public static ClaimDispatchException textInexact(
            String column, String table, String database, String differing, String advice) {
        return Problem.of(
                "CLAIM0110",
                "in this " + database + " database the column " + column + " treats texts as equal that differ only "
                        + differing + ", in " + table
                        + " or as it would be created. An action whose type or idempotency key differs from"
                        + " another's only in that way would be lost as its duplicate. " + advice);
    }

    /** An index that allows only one row without an idempotency key. */
    public static ClaimDispatchException keysNeeded(String table, String database, String advice) {
        return Problem.of(
                "CLAIM0111",
                "in this " + database + " database " + table
                        + " allows only one row of a type without an idempotency key: its unique constraint treats"
                        + " NULL like other values, or would if it were created now. A second publication would be"
                        + " refused. " + advice);
    }

    /** Connections with an unsupported isolation level. */
    public static ClaimDispatchException isolationUnfit(String dataSource, String database, String level) {
        return Problem.of(
                "CLAIM0112",
                "the connections of '" + dataSource + "' have the isolation level " + level + ". In " + database
                        + " a publisher would then read what other transactions may still roll back, or wait for"
                        + " rows that they only read. Set the transaction isolation of the data source to READ"
                        + " COMMITTED.");
    }

    /** Times that are shifted between JVM and database. */
    public static ClaimDispatchException timeInexact(String database, String what, String advice) {
        return Problem.of(
                "CLAIM0113",
                "in this " + database + " database times " + what
                        + ". Actions would be due at another time than they were published for. " + advice);
    }

    /** A statement that this database does not understand with its settings. */
    public static ClaimDispatchException statementUnfit(String database, Throwable cause) {
        return Problem.of(
                "CLAIM0114",
                "this " + database + " database does not understand a statement of claim-dispatch as it is set: "
                        + cause.getMessage()
                        + ". Take the compatibility mode, and what else changes its SQL or its catalog,"
                        + " out of the data source's URL.",
                cause);
    }

    /** An unsupported setting of sessions, or engine of a table. */
    public static ClaimDispatchException sessionUnfit(String database, String seen, String advice) {
        return Problem.of("CLAIM0115", "the connections to this " + database + " database " + seen + ". " + advice);
    }

    /** A database, server or connection that refuses writes. */
    public static ClaimDispatchException databaseReadOnly(String dataSource, @Nullable Throwable cause) {
        return Problem.of(
                "CLAIM0116",
                "the connections of '" + dataSource + "' are read-only"
                        + (cause == null ? "" : ": " + cause.getMessage())
                        + ". Point claim-dispatch.datasource at the primary server, with connections that may write.",
                cause);
    }

    /** A data source that takes no part in the server's transactions. */
    public static ClaimDispatchException dataSourceNotTransactional(String dataSource) {
        return Problem.of(
                "CLAIM0117",
                "the data source '" + dataSource
                        + "' takes no part in the server's transactions: a change stayed although the server rolled"
                        + " its transaction back. So would what is published. Make it a JTA data source (WildFly:"
                        + " jta=true; Payara and GlassFish: non-transactional-connections=false; Liberty:"
                        + " transactional=true), or name another in claim-dispatch.datasource.");
    }

    /** Only logged: the stored rows are lost when the server ends. */
    public static ClaimDispatchException rowsInMemory(String dataSource, String database) {
        return Problem.of(
                "CLAIM0118",
                "claim-dispatch.datasource is '" + dataSource + "', an " + database
                        + " database in memory: all rows are"
                        + " lost when it ends. If it is not the one that the application writes to, publishing is not atomic"
                        + " with its work either. Name the application's data source in claim-dispatch.datasource.");
    }

    /** The server has found no EJB in the product's jar. */
    public static ClaimDispatchException timerMissing() {
        return Problem.of(
                "CLAIM0120",
                "the server found no EJB in the jar of claim-dispatch, so nothing would ever be claimed:"
                        + " the jar lies where the server does not look for EJBs, for example in the lib of an EAR."
                        + " Put it into the root of the EAR as an EJB module (<ejb> in application.xml), or into"
                        + " WEB-INF/lib of a WAR.");
    }

    /** The product has never been tested on this database. */
    public static ClaimDispatchException databaseUntested(String dataSource, String database) {
        return Problem.of(
                "CLAIM0121",
                "claim-dispatch.datasource is '" + dataSource + "', which leads to " + database
                        + ": the tests of this version have not run on that database. Its DDL and statements are written"
                        + " for it; try them with your own load before you rely on them, and report what you find.");
    }

    /** A database user who lacks a right on the tables. */
    public static ClaimDispatchException rightMissing(String dataSource, Throwable cause) {
        return Problem.of(
                "CLAIM0230",
                "the user of '" + dataSource + "' has no right to a statement that every node needs: "
                        + cause.getMessage()
                        + ". Grant SELECT, INSERT, UPDATE and DELETE on the table and on those with _paused, _claims, _nodes,"
                        + " _stats and _bulk, SELECT, INSERT and DELETE on the one with _events, SELECT and UPDATE on the one with"
                        + " _schema, and the use of the sequence.",
                cause);
    }
}
