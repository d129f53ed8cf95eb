package io.claimdispatch.internal.store.database;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes an absent database (unreachable, starting, without a free connection) from a mistake that waiting does
 * not fix: a wrong password, no such database, an untrusted certificate. Drivers report this by codes, which pools
 * wrap, and some only by text.
 */
public final class DatabaseAbsence {

    /** Codes that waiting does not fix, of connections and others; in full or by their first two characters. */
    private static final Set<String> MISTAKES = Set.of(
            "28", // authorization: all databases
            "3D", // PostgreSQL: no such database
            "08004", // PostgreSQL's driver: authentication; Derby: user, password, no such database
            "08P01", // PostgreSQL's protocol: not what the driver expects; pgbouncer uses it for all it says
            "57P04", // PostgreSQL: the database was dropped
            "90013", // H2: no such database
            "90062", // H2: its file or folder cannot be made
            "90146", // H2: no such database, and it may not be made
            "90149", // H2: the same, of a server
            "XJ004"); // Derby: no such database

    private static final Set<String> PASSING = Set.of(
            "08", // connections
            "53", // PostgreSQL: too many connections, no memory, no room
            "57P", // PostgreSQL: shutting down, starting up
            "58", // PostgreSQL: system errors
            "40", // deadlocks
            "55000", // PostgreSQL: takes no connections for now
            "55P03", // PostgreSQL: lock timeouts
            "57014", // PostgreSQL: a statement timeout
            "HYT", // lock and statement timeouts: H2, others
            "90020", // H2: another process has the file
            "90031", // H2: IO
            "90028", // H2: IO
            "90067", // H2: no connection to the server
            "90098", // H2: closing
            "90121", // H2: the JVM is shutting down
            "90135", // H2: exclusive mode
            "XSDB6"); // Derby: another process has it

    /** MariaDB and MySQL: access denied, no such database, a host that is not allowed to connect. */
    private static final Set<Integer> INNODB_MISTAKES = Set.of(1044, 1045, 1049, 1130, 1698);

    /**
     * MariaDB and MySQL: too many connections, in total or of one user; shutting down; a blocked host; lock timeouts.
     */
    private static final Set<Integer> INNODB_PASSING = Set.of(1040, 1053, 1129, 1203, 1205, 1213, 1226);

    /** Texts of pgbouncer, which uses a code of the protocol. */
    private static final List<String> PGBOUNCER_MISTAKES =
            List.of("no such database", "no such user", "password", "auth", "not allowed");

    /**
     * Texts by which drivers report a wrong setting under the code of a failed connection. PostgreSQL's driver is
     * translated, but always names the setting.
     */
    private static final List<String> DRIVERS_MISTAKES = List.of(
            "sslmode", // PostgreSQL: no such value
            "gssencmode", // PostgreSQL: no such value
            "hostnameverifier", // PostgreSQL: the certificate is for another host, or no such class
            "could not open ssl", // PostgreSQL: a certificate's file
            "connection character set was changed", // MariaDB: it has closed a connection that a setting spoils
            "ssl not enabled in the server", // MariaDB: TLS is asked for, and the server has none
            "failed to find truststore", // MariaDB
            "failed to read keystore", // MariaDB
            "serversslcert"); // MariaDB: a certificate's file, or what it holds

    /**
     * The text of MariaDB's driver about the first statements of a session; they also fail if the server stops
     * meanwhile.
     */
    private static final String FIRST_STATEMENTS = "initialization command fail";

    /** Missing files and classes that a setting names, and certificates. */
    private static final List<Class<? extends Exception>> MISTAKEN = List.of(
            FileNotFoundException.class,
            NoSuchFileException.class,
            NotDirectoryException.class,
            AccessDeniedException.class,
            ClassNotFoundException.class,
            GeneralSecurityException.class,
            SSLPeerUnverifiedException.class,
            SSLKeyException.class);

    /** Texts of pools, which have no code. */
    private static final List<String> POOLS_WORDS = List.of(
            "ij000655", // WildFly: no connection within the blocking timeout
            "expired max-wait-time", // Payara, GlassFish: no connection is free
            "j2ca0045e"); // Open Liberty: no connection is free

    private static final int MAX_DEPTH = 20;

    private DatabaseAbsence() {}

    /**
     * Whether a failure means an absent database; a mistake among its causes counts as a mistake, however it is
     * wrapped.
     */
    public static boolean isIn(Throwable failure) {
        List<Throwable> causes = causes(failure);
        return causes.stream().noneMatch(DatabaseAbsence::isMistake)
                && causes.stream().anyMatch(DatabaseAbsence::isPassing);
    }

    /** The most informative part of a failure: the driver's message, otherwise the pool's. Without a full stop. */
    static String reason(Throwable failure) {
        List<Throwable> causes = causes(failure);
        Throwable telling = causes.stream()
                .filter(cause ->
                        cause instanceof SQLException sql && !state(sql).isEmpty())
                .findFirst()
                .orElse(causes.get(causes.size() - 1));
        String said = Objects.requireNonNullElse(telling.getMessage(), telling.toString());
        return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
    }

    private static boolean isMistake(Throwable cause) {
        if (!(cause instanceof SQLException sql)) {
            return MISTAKEN.stream().anyMatch(type -> type.isInstance(cause)) || isRefusedHandshake(cause);
        }
        String state = state(sql);
        if (INNODB_PASSING.contains(sql.getErrorCode()) && isOfInnoDb(state)) {
            return false;
        }
        String said = said(sql);
        if (state.equals("08P01")) {
            return PGBOUNCER_MISTAKES.stream().anyMatch(said::contains);
        }
        return DRIVERS_MISTAKES.stream().anyMatch(said::contains)
                || said.contains(FIRST_STATEMENTS)
                        && causes(sql.getCause()).stream().noneMatch(DatabaseAbsence::isPassing)
                || has(MISTAKES, state)
                || INNODB_MISTAKES.contains(sql.getErrorCode()) && isOfInnoDb(state);
    }

    /** Whether a handshake was refused; one that broke off is not refused, since server or network disappeared. */
    private static boolean isRefusedHandshake(Throwable cause) {
        return cause instanceof SSLHandshakeException
                && !(cause.getCause() instanceof EOFException)
                && !(cause.getCause() instanceof SocketException);
    }

    private static boolean isPassing(Throwable cause) {
        if (cause instanceof SQLException sql) {
            String state = state(sql);
            if (has(PASSING, state) || INNODB_PASSING.contains(sql.getErrorCode()) && isOfInnoDb(state)) {
                return true;
            }
            // Oracle's driver says by this type that another connection may do, and its states differ
            if (sql instanceof SQLRecoverableException
                    || state.isEmpty()
                            && (sql instanceof SQLTransientException
                                    || sql instanceof SQLNonTransientConnectionException)) {
                return true;
            }
        }
        String said = said(cause);
        return cause instanceof IOException || POOLS_WORDS.stream().anyMatch(said::contains);
    }

    /** Whether the state is one that comes with InnoDB's codes, which mean something else in other databases. */
    private static boolean isOfInnoDb(String state) {
        return Set.of("08004", "08S01", "42000", "28000", "HY000", "40001").contains(state);
    }

    private static boolean has(Set<String> codes, String state) {
        return state.length() == 5
                && (codes.contains(state)
                        || codes.contains(state.substring(0, 2))
                        || codes.contains(state.substring(0, 3)));
    }

    private static String state(SQLException e) {
        return Objects.requireNonNullElse(e.getSQLState(), "");
    }

    private static String said(Throwable cause) {
        return Objects.requireNonNullElse(cause.getMessage(), "").toLowerCase(Locale.ROOT);
    }

    /** Causes can be a circle. */
    private static List<Throwable> causes(@Nullable Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < MAX_DEPTH; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
