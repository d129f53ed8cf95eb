package io.claimdispatch.pipeline;

import static io.claimdispatch.internal.store.Databases.DERBY;
import static io.claimdispatch.internal.store.Databases.H2;
import static io.claimdispatch.internal.store.Databases.MARIADB;
import static io.claimdispatch.internal.store.Databases.POSTGRESQL;
import static io.claimdispatch.pipeline.ConnectionSettings.derby;
import static io.claimdispatch.pipeline.ConnectionSettings.h2;
import static io.claimdispatch.pipeline.ConnectionSettings.isolation;
import static io.claimdispatch.pipeline.ConnectionSettings.of;
import static io.claimdispatch.pipeline.ConnectionSettings.session;
import static io.claimdispatch.pipeline.ConnectionSettings.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.store.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a database, the URL of a data source or its pool can set: it works as ever, or the deployment is refused. */
class ConnectionSettingsTest {

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(h2("IGNORECASE=TRUE"), "CLAIM0110", "only in case"),
                arguments(h2("MODE=MySQL;IGNORECASE=TRUE;DATABASE_TO_LOWER=TRUE"), "CLAIM0110", "only in case"),
                arguments(h2("INIT=SET COLLATION ENGLISH STRENGTH PRIMARY"), "CLAIM0110", "in case or in an accent"),
                arguments(h2("MODE=Oracle"), "CLAIM0111", "MODE"),
                arguments(h2("MODE=MSSQLServer"), "CLAIM0111", "MODE"),
                arguments(h2("MODE=Derby"), "CLAIM0111", "MODE"),
                arguments(h2("MODE=STRICT"), "CLAIM0114", "LIMIT"),
                arguments(h2("OLD_INFORMATION_SCHEMA=TRUE"), "CLAIM0114", "EXECUTING_STATEMENT_START"),
                arguments(h2("LAZY_QUERY_EXECUTION=1"), "CLAIM0115", "LAZY_QUERY_EXECUTION"),
                arguments(isolation(H2, Connection.TRANSACTION_READ_UNCOMMITTED), "CLAIM0112", "READ UNCOMMITTED"),
                arguments(derby("territory=en_US;collation=TERRITORY_BASED:PRIMARY"), "CLAIM0110", "collation"),
                arguments(derby("territory=en_US;collation=TERRITORY_BASED:SECONDARY"), "CLAIM0110", "only in case"),
                arguments(isolation(DERBY, Connection.TRANSACTION_READ_UNCOMMITTED), "CLAIM0112", "READ UNCOMMITTED"),
                arguments(isolation(DERBY, Connection.TRANSACTION_SERIALIZABLE), "CLAIM0112", "SERIALIZABLE"),
                arguments(session(MARIADB, "SET SESSION unique_checks = 0"), "CLAIM0115", "unique_checks"),
                arguments(session(MARIADB, "SET SESSION sql_select_limit = 1"), "CLAIM0115", "sql_select_limit"),
                arguments(session(MARIADB, "SET NAMES utf8mb3"), "CLAIM0115", "UTF-8"),
                arguments(session(MARIADB, "SET NAMES latin1"), "CLAIM0104", "character set"),
                arguments(session(MARIADB, "SET SESSION tx_read_only = 1"), "CLAIM0116", "primary"),
                arguments(isolation(MARIADB, Connection.TRANSACTION_READ_UNCOMMITTED), "CLAIM0112", "READ UNCOMMITTED"),
                arguments(isolation(MARIADB, Connection.TRANSACTION_SERIALIZABLE), "CLAIM0112", "SERIALIZABLE"),
                arguments(session(POSTGRESQL, "SET array_nulls = off"), "CLAIM0115", "array_nulls"),
                arguments(session(POSTGRESQL, "SET default_transaction_read_only = on"), "CLAIM0116", "primary"),
                arguments(of(POSTGRESQL, "read-only", c -> c.setReadOnly(true)), "CLAIM0116", "primary"),
                arguments(url(POSTGRESQL, "preferQueryMode=simple"), "CLAIM0114", "unnest"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(ConnectionSettings settings, String id, String told) throws SQLException {
        settings.reset();

        assertRefused(settings.node(), id, told);
    }

    /** What a table keeps although nothing is set any more, and what a person has made of it. */
    static Stream<Arguments> tables() {
        return Stream.of(
                arguments(H2, "CLAIM0113", "end_at", new String[] {
                    "ALTER TABLE odd_logs ALTER COLUMN end_at SET DATA TYPE TIMESTAMP"
                }),
                arguments(DERBY, "CLAIM0111", "UNIQUE constraint", new String[] {
                    "ALTER TABLE odd_logs DROP CONSTRAINT odd_logs_key",
                    "CREATE UNIQUE INDEX odd_logs_key ON odd_logs (type, idempotency_key)"
                }),
                arguments(MARIADB, "CLAIM0110", "in case or in an accent or in trailing blanks", new String[] {
                    "ALTER TABLE odd_logs CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"
                }),
                arguments(MARIADB, "CLAIM0110", "only in trailing blanks", new String[] {
                    "ALTER TABLE odd_logs CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
                }),
                arguments(MARIADB, "CLAIM0110", "the column pattern", new String[] {
                    "ALTER TABLE odd_logs_paused CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin",
                    "ALTER TABLE odd_logs_paused MODIFY pattern VARCHAR(150) COLLATE utf8mb4_general_nopad_ci"
                }),
                arguments(MARIADB, "CLAIM0115", "odd_logs_schema", new String[] {
                    "ALTER TABLE odd_logs_schema ENGINE = MyISAM"
                }),
                arguments(
                        MARIADB, "CLAIM0113", "end_at", new String[] {"ALTER TABLE odd_logs MODIFY end_at TIMESTAMP(6)"
                        }),
                arguments(POSTGRESQL, "CLAIM0110", "idempotency_key", new String[] {
                    "CREATE COLLATION IF NOT EXISTS odd_case"
                            + " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                    "ALTER TABLE odd_logs ALTER COLUMN idempotency_key TYPE varchar(255) COLLATE odd_case"
                }),
                arguments(POSTGRESQL, "CLAIM0111", "NULLS NOT DISTINCT", new String[] {
                    "ALTER TABLE odd_logs ADD CONSTRAINT odd_logs_key UNIQUE NULLS NOT DISTINCT"
                            + " (type, idempotency_key)"
                }),
                arguments(POSTGRESQL, "CLAIM0113", "lease_until", new String[] {
                    "ALTER TABLE odd_logs ALTER COLUMN lease_until TYPE timestamp"
                }));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_further_table_that_is_otherwise_than_its_ddl_in_what_matters_is_refused(
            Databases database, String id, String told, String[] changes) throws SQLException {
        database.reset();
        database.reset("odd_logs");
        try {
            for (String change : changes) {
                database.execute(change);
            }

            assertRefused(Node.on(database).set("tables", "odd_logs"), id, told);
        } finally {
            database.drop("odd_logs");
        }
    }

    @ParameterizedTest
    @MethodSource
    void a_table_of_H2_that_was_made_with_a_setting_is_refused_without_it_too(String options, String id)
            throws SQLException {
        String name = "made-" + UUID.randomUUID();
        h2(name, options).execute(String.join(";", Databases.H2.ddl()));

        assertRefused(h2(name, "MODE=REGULAR;IGNORECASE=FALSE").node(), id, "keeps them");
    }

    static Stream<Arguments> a_table_of_H2_that_was_made_with_a_setting_is_refused_without_it_too() {
        return Stream.of(
                arguments("IGNORECASE=TRUE", "CLAIM0110"),
                arguments("MODE=Oracle", "CLAIM0111"),
                arguments("MODE=MSSQLServer", "CLAIM0111"));
    }

    @Test
    void a_setting_that_is_refused_before_there_is_a_table_leaves_none_behind() throws Exception {
        String name = "clean-" + UUID.randomUUID();
        assertRefused(h2(name, "MODE=Oracle").node(), "CLAIM0111", "MODE");

        try (Smoke smoke = new Smoke(h2(name, "MODE=REGULAR"))) {
            smoke.run();
        }
    }

    @Test
    void times_that_come_back_otherwise_than_they_were_sent_are_refused() throws SQLException {
        Databases.H2.reset();
        Node.Builder moved = Node.on(H2).connections(() -> movingTimes(Databases.H2.connect()));

        assertRefused(moved, "CLAIM0113", "come back otherwise");
    }

    /** As a driver or a pool's wrapper that takes instants for local times. */
    private static Connection movingTimes(Connection connection) {
        return Intercepted.of(Connection.class, connection, (method, given, result) -> {
            if (!(result instanceof PreparedStatement statement)) {
                return result;
            }
            return Intercepted.before(PreparedStatement.class, statement, (name, arguments) -> {
                if (name.equals("setObject") && arguments[1] instanceof OffsetDateTime time) {
                    arguments[1] = time.plusHours(1);
                }
            });
        });
    }

    static Stream<ConnectionSettings> works() {
        return Stream.of(
                h2("MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"),
                h2("MODE=PostgreSQL;DATABASE_TO_UPPER=FALSE;DEFAULT_NULL_ORDERING=HIGH"),
                h2("MODE=LEGACY;TIME ZONE=America/New_York;AUTOCOMMIT=OFF"),
                h2("MODE=DB2;DEFAULT_NULL_ORDERING=FIRST;VARIABLE_BINARY=TRUE"),
                isolation(H2, Connection.TRANSACTION_REPEATABLE_READ),
                isolation(H2, Connection.TRANSACTION_SERIALIZABLE),
                derby("territory=en_US;collation=TERRITORY_BASED:TERTIARY"),
                of(DERBY, "autocommit off", connection -> connection.setAutoCommit(false)),
                isolation(DERBY, Connection.TRANSACTION_REPEATABLE_READ),
                session(MARIADB, "SET SESSION sql_mode = ''"),
                session(MARIADB, "SET SESSION sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES,HIGH_NOT_PRECEDENCE'"),
                session(MARIADB, "SET SESSION sql_mode = 'ORACLE'"),
                session(
                        MARIADB,
                        "SET SESSION sql_mode = 'TRADITIONAL,EMPTY_STRING_IS_NULL,SIMULTANEOUS_ASSIGNMENT,"
                                + "PAD_CHAR_TO_FULL_LENGTH,ONLY_FULL_GROUP_BY,NO_UNSIGNED_SUBTRACTION'"),
                session(
                        MARIADB,
                        "SET SESSION time_zone = '-05:00', sql_safe_updates = 1, sql_auto_is_null = 1,"
                                + " collation_connection = 'utf8mb4_general_ci'"),
                url(MARIADB, "useAffectedRows=true&useServerPrepStmts=true&useBulkStmts=true&timezone=auto"),
                url(MARIADB, "autocommit=false&disablePipeline=true"),
                isolation(MARIADB, Connection.TRANSACTION_READ_COMMITTED),
                session(
                        POSTGRESQL,
                        "SET standard_conforming_strings = off; SET transform_null_equals = on;"
                                + " SET TimeZone = 'America/New_York'; SET IntervalStyle = 'sql_standard';"
                                + " SET quote_all_identifiers = on; SET enable_indexscan = off"),
                url(
                        POSTGRESQL,
                        "stringtype=unspecified&binaryTransfer=false&reWriteBatchedInserts=true&autosave=always"
                                + "&defaultRowFetchSize=1&prepareThreshold=0"),
                of(POSTGRESQL, "autocommit off", connection -> connection.setAutoCommit(false)),
                isolation(POSTGRESQL, Connection.TRANSACTION_READ_UNCOMMITTED),
                isolation(POSTGRESQL, Connection.TRANSACTION_REPEATABLE_READ),
                isolation(POSTGRESQL, Connection.TRANSACTION_SERIALIZABLE));
    }

    @ParameterizedTest
    @MethodSource
    void works(ConnectionSettings settings) throws Exception {
        settings.reset();
        try (Smoke smoke = new Smoke(settings)) {
            smoke.run();
        }
    }

    private static void assertRefused(Node.Builder node, String id, String told) {
        Throwable thrown = catchThrowable(() -> node.start().close());

        ClaimDispatchException own = own(thrown);
        assertThat(own).as("started: %s", thrown).isNotNull();
        assertThat(own.id()).as(own.getMessage()).isEqualTo(id);
        assertThat(own).hasMessageContaining(told);
    }

    private static @Nullable ClaimDispatchException own(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClaimDispatchException own) {
                return own;
            }
        }
        return null;
    }
}
