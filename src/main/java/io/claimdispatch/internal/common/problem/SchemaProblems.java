package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;
import java.util.Collection;

/** Errors of the tables: those that are missing, outdated or newer, the DDL command, and upgrades. */
public final class SchemaProblems {

    private SchemaProblems() {}

    /** The table is missing. */
    public static ClaimDispatchException tableMissing(String table, String database, String command) {
        return Problem.of(
                "CLAIM0021",
                "the table '" + table + "' does not exist in this " + database
                        + " database. Set claim-dispatch.schema=create, or apply the output of this command: "
                        + command);
    }

    /** The table lacks columns. */
    public static ClaimDispatchException tableOutdated(
            String table, String database, Collection<String> missing, String command) {
        return tableUnfit(
                table,
                database,
                "lacks " + missing
                        + ": it is outdated, or not a table of claim-dispatch (then name another in claim-dispatch.tables)."
                        + " Compare it with the output of this command, and add what is missing: " + command);
    }

    /** The table is of an earlier version. */
    public static ClaimDispatchException tableOld(
            String table, String database, int version, int known, String before, String after) {
        return tableUnfit(
                table,
                database,
                "has version " + version + "; this node needs version " + known + ". Apply the output of this command,"
                        + " with which nodes of version " + version + " keep running: " + before
                        + " - once the last of them has stopped, apply the output of this one: " + after);
    }

    /** The table is of a later version that excludes nodes of this one. */
    public static ClaimDispatchException tableNewer(
            String table, String database, int version, int compatibleFrom, int known) {
        return tableUnfit(
                table,
                database,
                "has version " + version + " and admits only nodes that know version " + compatibleFrom
                        + " or later; this node knows version " + known + ". Deploy a newer claim-dispatch.");
    }

    private static ClaimDispatchException tableUnfit(String table, String database, String why) {
        return Problem.of("CLAIM0022", "the table '" + table + "' in this " + database + " database " + why);
    }

    /** The row for write tests is missing, or may not be changed. */
    public static ClaimDispatchException writeTestImpossible(String table, String command) {
        return Problem.of(
                "CLAIM0093",
                "the row of the table '" + table
                        + "_schema' is missing or cannot be changed, so the node cannot test whether the database"
                        + " takes writes: it keeps an outcome that the database refuses until another one of '" + table
                        + "' is stored. Grant the data source's user UPDATE on that table; if the table or its row"
                        + " is missing, '" + table + "' counts as version 1: apply the output of this command: "
                        + command);
    }

    /** The command's output could not be written. */
    public static ClaimDispatchException ddlUnprinted() {
        return Problem.of(
                "CLAIM0107",
                "could not write all of the DDL to the standard output: the disk may be full, or the"
                        + " program that reads it has ended. Apply none of it, and print it again.");
    }

    /** An invalid argument of the jar's command. */
    public static ClaimDispatchException ddlArguments(String why) {
        return Problem.of(
                "CLAIM0108",
                "the arguments are not valid: " + why + ". Usage: ddl <database> [--table <name>]"
                        + " [--from <version> [--phase before|after]].");
    }

    /** Only the first phase of an upgrade was applied. */
    public static ClaimDispatchException upgradeUnfinished(String table, String command) {
        return Problem.of(
                "CLAIM0109",
                "the second phase of the upgrade of the table '" + table
                        + "' is still due. Once no node of an older version runs any more, apply the output of this"
                        + " command: " + command);
    }
}
