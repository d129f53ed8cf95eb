package io.claimdispatch.internal.store.failure;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Set;

/** The kind of a failure, according to the database's codes: decides what is worth retrying. */
public enum FailureKind {
    /** No connection, no room, no server: everything else would fail as well, and it is temporary. */
    OF_THE_DATABASE,
    /** A deadlock, or a lock that another session holds for too long: temporary, and concerns only this statement. */
    OF_THE_MOMENT,
    /** The statement or its values: a retry would probably fail again. */
    OF_THE_STATEMENT;

    /** Connections, PostgreSQL's resources, shutdowns and system errors; H2's and Derby's files and shutdowns. */
    private static final Set<String> DATABASE =
            Set.of("08", "53", "57", "58", "90028", "90031", "90067", "90098", "90121", "25P03", "XJ", "XSDG", "XSLA");

    private static final Set<String> MOMENT =
            Set.of("40", "55P03", "57014", "57033", "25P02", "25P04", "HYT00", "90131", "70100");

    /** MariaDB and MySQL have one state for many things: these are tables, disks and engines. */
    private static final Set<Integer> INNODB_DATABASE = Set.of(1021, 1026, 1030, 1041, 1114, 1927);

    private static final Set<Integer> INNODB_MOMENT = Set.of(1205, 1213, 1969);

    /** Oracle and SQL Server, by state and code: no room for tables, indexes, texts, what undoes or is logged. */
    private static final Set<String> CODES_OF_THE_DATABASE =
            Set.of("72000/1653", "72000/1654", "72000/1691", "99999/30036", "S/1105", "S/9002");

    private static final Set<String> CODES_OF_THE_MOMENT = Set.of(
            "61000/54", // Oracle: a lock
            "61000/60", // Oracle: a deadlock
            "S/601", // SQL Server: rows have moved under a read without locks
            "S/1222"); // SQL Server: a lock

    /** Codes that a server sends only after it has decided. */
    private static final Set<String> ANSWERS =
            Set.of("21", "22", "23", "25", "27", "40", "42", "44", "53", "54", "55", "P0");

    /** SQL's code for an unknown result: the commit of a session that lost its connection meanwhile. */
    private static final String UNKNOWN = "40003";

    /** Returns the kind of a failure, however it is wrapped. */
    public static FailureKind of(Throwable failure) {
        SQLException telling = SqlStates.telling(failure);
        return telling == null ? OF_THE_STATEMENT : ofSql(telling);
    }

    private static FailureKind ofSql(SQLException e) {
        boolean innoDb = "HY000".equals(e.getSQLState());
        String code = SqlStates.stateAndCode(e);
        if (has(MOMENT, e)
                || CODES_OF_THE_MOMENT.contains(code)
                || innoDb && INNODB_MOMENT.contains(e.getErrorCode())) {
            return OF_THE_MOMENT;
        }
        if (has(DATABASE, e)
                || CODES_OF_THE_DATABASE.contains(code)
                || innoDb && INNODB_DATABASE.contains(e.getErrorCode())
                || e instanceof SQLRecoverableException
                || e instanceof SQLNonTransientConnectionException
                || e instanceof SQLTransientConnectionException) {
            return OF_THE_DATABASE;
        }
        return e instanceof SQLTransientException ? OF_THE_MOMENT : OF_THE_STATEMENT;
    }

    /** Whether a failed commit was certainly answered, so that nothing is stored. */
    public static boolean isAnswer(Throwable failure) {
        SQLException telling = SqlStates.telling(failure);
        return telling != null && has(ANSWERS, telling) && !UNKNOWN.equals(telling.getSQLState());
    }

    /** Compares codes in full, and by their class, the first two characters. */
    private static boolean has(Set<String> codes, SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (codes.contains(state)
                        || state.length() == 5 && codes.contains(state.substring(0, 2))
                        || state.length() == 5 && codes.contains(state.substring(0, 4)));
    }
}
