package io.claimdispatch.pipeline;

import static io.claimdispatch.internal.store.Databases.MARIADB;
import static io.claimdispatch.pipeline.ConnectionSettings.isolation;
import static io.claimdispatch.pipeline.ConnectionSettings.session;
import static io.claimdispatch.pipeline.ConnectionSettings.url;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.sql.Connection;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class ConnectionSettingsOnMariaDbTest extends ConnectionSettingsContract {

    ConnectionSettingsOnMariaDbTest() {
        super(MARIADB);
    }

    @Override
    Stream<Arguments> refused() {
        return Stream.of(
                arguments(session(MARIADB, "SET SESSION unique_checks = 0"), "CLAIM0115", "unique_checks"),
                arguments(session(MARIADB, "SET SESSION sql_select_limit = 1"), "CLAIM0115", "sql_select_limit"),
                arguments(session(MARIADB, "SET NAMES utf8mb3"), "CLAIM0115", "UTF-8"),
                arguments(session(MARIADB, "SET NAMES latin1"), "CLAIM0104", "character set"),
                arguments(session(MARIADB, "SET SESSION tx_read_only = 1"), "CLAIM0116", "primary"),
                arguments(isolation(MARIADB, Connection.TRANSACTION_READ_UNCOMMITTED), "CLAIM0112", "READ UNCOMMITTED"),
                arguments(isolation(MARIADB, Connection.TRANSACTION_SERIALIZABLE), "CLAIM0112", "SERIALIZABLE"));
    }

    @Override
    Stream<Arguments> tables() {
        return Stream.of(
                arguments("CLAIM0110", "in case or in an accent or in trailing blanks", new String[] {
                    "ALTER TABLE odd_logs CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"
                }),
                arguments("CLAIM0110", "only in trailing blanks", new String[] {
                    "ALTER TABLE odd_logs CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
                }),
                arguments("CLAIM0110", "the column pattern", new String[] {
                    "ALTER TABLE odd_logs_paused CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin",
                    "ALTER TABLE odd_logs_paused MODIFY pattern VARCHAR(150) COLLATE utf8mb4_general_nopad_ci"
                }),
                arguments("CLAIM0115", "odd_logs_schema", new String[] {"ALTER TABLE odd_logs_schema ENGINE = MyISAM"}),
                arguments("CLAIM0113", "end_at", new String[] {"ALTER TABLE odd_logs MODIFY end_at TIMESTAMP(6)"}));
    }

    @Override
    Stream<ConnectionSettings> works() {
        return Stream.of(
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
                isolation(MARIADB, Connection.TRANSACTION_READ_COMMITTED));
    }
}
