package io.claimdispatch.internal.store.failure;

import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Interprets the databases' error codes. */
public final class SqlStates {

    private static final Set<String> MISSING = Set.of(
            "42P01", // PostgreSQL: table or sequence
            "3F000", // PostgreSQL: schema
            "42S02", // MariaDB, MySQL, H2: table; MariaDB: sequence
            "42S03", // H2: table, with candidates
            "42S04", // H2: table, in an empty database
            "90036", // H2: sequence
            "90079", // H2: schema
            "42X05", // Derby: table
            "42X94", // Derby: sequence
            "42Y03", // Derby: function
            "42Y07"); // Derby: schema

    /** State and code, as {@link #stateAndCode} has them. */
    private static final Set<String> MISSING_CODES = Set.of(
            "42000/942", // Oracle: table
            "42000/2289", // Oracle: sequence
            "S/208"); // SQL Server

    private static final Set<String> EXISTING = Set.of(
            "42P07", // PostgreSQL: table or index
            "42701", // PostgreSQL: column
            "42710", // PostgreSQL: other objects
            "23505", // PostgreSQL: two nodes at once
            "42S01", // MariaDB, MySQL, H2: table
            "42S11", // H2: index
            "42S21", // MariaDB, MySQL, H2: column
            "90035", // H2: sequence
            "90045", // H2: constraint
            "X0Y32", // Derby: table, index or constraint
            "X0Y68"); // Derby: other objects

    private static final Set<String> EXISTING_CODES = Set.of(
            "23000/1", // Oracle: two nodes at once
            "42000/955", // Oracle: name
            "72000/1408", // Oracle: index of the same columns
            "23000/2627", // SQL Server: two nodes at once
            "S/1913", // SQL Server: index
            "S/2714"); // SQL Server: other objects

    private static final Set<String> READ_ONLY = Set.of(
            "25006", // PostgreSQL, MariaDB, MySQL: transaction
            "90097", // H2: database
            "25502", // Derby: connection, user or database
            "25503"); // Derby: the same, of DDL

    /** MariaDB and MySQL: the server runs with an option that forbids writes, such as {@code --read-only}. */
    private static final Set<Integer> INNODB_READ_ONLY = Set.of(1290, 1792, 1836);

    private static final Set<String> READ_ONLY_CODES = Set.of(
            "72000/1456", // Oracle: transaction
            "72000/16000", // Oracle: database
            "S/3906"); // SQL Server: database

    /** The class of invalid statements and unknown names; it also contains the codes of missing rights. */
    private static final String NOT_UNDERSTOOD = "42";

    private static final Set<String> NO_RIGHT = Set.of(
            "42501", // PostgreSQL
            "90096", // H2
            "42500", // Derby
            "42502", // Derby
            "42503", // Derby
            "42504", // Derby
            "42505", // Derby
            "42506", // Derby
            "42507", // Derby
            "42508"); // Derby

    /** SQL Server has no class for it: words that are wrong or reserved, and columns that are not there. */
    private static final Set<String> NOT_UNDERSTOOD_CODES = Set.of("S/102", "S/156", "S/207", "S/319");

    /** Of a table, Oracle says that it is not there. */
    private static final Set<String> NO_RIGHT_CODES = Set.of(
            "42000/1031", // Oracle
            "S/229"); // SQL Server

    private static final Set<Integer> INNODB_NO_RIGHT = Set.of(1044, 1142, 1143, 1227, 1370);

    private static final String UNIQUE_VIOLATION = "23505";

    /** With {@link #DUPLICATE_CODES}, since the state alone says of any constraint. */
    private static final String INTEGRITY = "23000";

    private static final Set<Integer> DUPLICATE_CODES = Set.of(
            1062, // MariaDB, MySQL
            1, // Oracle
            2601, // SQL Server: index
            2627); // SQL Server: constraint

    /** The prefix that MariaDB's driver puts before the server's text. */
    private static final Pattern NO_TEXT = Pattern.compile("(\\(conn=\\d+\\))?\\s*");

    /** Causes can be a circle. */
    private static final int MAX_DEPTH = 10;

    private SqlStates() {}

    public static boolean isMissing(SQLException e) {
        return MISSING.contains(of(e)) || MISSING_CODES.contains(stateAndCode(e));
    }

    public static boolean isExisting(SQLException e) {
        return EXISTING.contains(of(e)) || EXISTING_CODES.contains(stateAndCode(e));
    }

    /** Whether a statement cannot run on this database for any user. */
    public static boolean isNotUnderstood(SQLException e) {
        SQLException telling = telling(e);
        return NOT_UNDERSTOOD_CODES.contains(stateAndCode(e))
                || telling != null && code(telling).startsWith(NOT_UNDERSTOOD) && !isForbidden(telling);
    }

    /** Whether the user has no right to what a statement does. */
    public static boolean isForbidden(SQLException e) {
        SQLException telling = telling(e);
        return telling != null
                && (NO_RIGHT.contains(code(telling))
                        || NO_RIGHT_CODES.contains(stateAndCode(telling))
                        || code(telling).startsWith(NOT_UNDERSTOOD)
                                && INNODB_NO_RIGHT.contains(telling.getErrorCode()));
    }

    /** Whether a session, database or server refuses writes. */
    public static boolean isReadOnly(SQLException e) {
        return READ_ONLY.contains(code(e))
                || READ_ONLY_CODES.contains(stateAndCode(e))
                || "HY000".equals(code(e)) && INNODB_READ_ONLY.contains(e.getErrorCode());
    }

    /** Whether a unique value already existed. */
    public static boolean isDuplicate(Throwable failure) {
        SQLException telling = telling(failure);
        return telling != null && isDuplicate(code(telling), telling.getErrorCode());
    }

    /** Whether a server failed a statement with neither a code nor a text. */
    public static boolean isWithoutCode(SQLException e) {
        SQLException telling = telling(e);
        return telling != null
                && "HY000".equals(telling.getSQLState())
                && telling.getErrorCode() == 0
                && NO_TEXT.matcher(Objects.requireNonNullElse(telling.getMessage(), ""))
                        .matches();
    }

    private static boolean isDuplicate(String state, int code) {
        return UNIQUE_VIOLATION.equals(state) || INTEGRITY.equals(state) && DUPLICATE_CODES.contains(code);
    }

    /**
     * The driver's own exception among the causes of a failure: the first that tells what happened, by a code or one of
     * JDBC's types. The pools of Payara and GlassFish wrap it into one with neither.
     *
     * @return null if none tells
     */
    public static @Nullable SQLException telling(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof SQLException sql && tells(sql)) {
                return sql;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static boolean tells(SQLException e) {
        return !code(e).isEmpty()
                || e instanceof SQLTransientException
                || e instanceof SQLNonTransientException
                || e instanceof SQLRecoverableException;
    }

    /**
     * What Oracle and SQL Server say by their own codes. SQL Server's driver makes a state of the server's, which says
     * nothing: an S stands for all of them.
     *
     * @return state and code with a slash between them; empty if no exception says anything
     */
    static String stateAndCode(Throwable failure) {
        SQLException telling = telling(failure);
        if (telling == null) {
            return "";
        }
        String state = code(telling);
        return (state.startsWith("S") ? "S" : state) + "/" + telling.getErrorCode();
    }

    private static String of(SQLException e) {
        SQLException telling = telling(e);
        return telling == null ? "" : code(telling);
    }

    private static String code(SQLException e) {
        return Objects.requireNonNullElse(e.getSQLState(), "");
    }
}
