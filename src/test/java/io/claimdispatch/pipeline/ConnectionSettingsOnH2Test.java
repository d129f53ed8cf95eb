package io.claimdispatch.pipeline;

import static io.claimdispatch.internal.store.Databases.H2;
import static io.claimdispatch.pipeline.ConnectionSettings.h2;
import static io.claimdispatch.pipeline.ConnectionSettings.isolation;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.claimdispatch.internal.store.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionSettingsOnH2Test extends ConnectionSettingsContract {

    ConnectionSettingsOnH2Test() {
        super(H2);
    }

    @Override
    Stream<Arguments> refused() {
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
                arguments(isolation(H2, Connection.TRANSACTION_READ_UNCOMMITTED), "CLAIM0112", "READ UNCOMMITTED"));
    }

    @Override
    Stream<Arguments> tables() {
        return Stream.of(arguments(
                "CLAIM0113", "end_at", new String[] {"ALTER TABLE odd_logs ALTER COLUMN end_at SET DATA TYPE TIMESTAMP"
                }));
    }

    @Override
    Stream<ConnectionSettings> works() {
        return Stream.of(
                h2("MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"),
                h2("MODE=PostgreSQL;DATABASE_TO_UPPER=FALSE;DEFAULT_NULL_ORDERING=HIGH"),
                h2("MODE=LEGACY;TIME ZONE=America/New_York;AUTOCOMMIT=OFF"),
                h2("MODE=DB2;DEFAULT_NULL_ORDERING=FIRST;VARIABLE_BINARY=TRUE"),
                isolation(H2, Connection.TRANSACTION_REPEATABLE_READ),
                isolation(H2, Connection.TRANSACTION_SERIALIZABLE));
    }

    @ParameterizedTest
    @MethodSource
    void a_table_of_H2_that_was_made_with_a_setting_is_refused_without_it_too(String options, String id)
            throws SQLException {
        String name = "made-" + UUID.randomUUID();
        h2(name, options).execute(String.join(";", Databases.H2.ddl()));

        assertRefused(h2(name, "MODE=REGULAR;IGNORECASE=FALSE").node(), id, "keeps them");
    }

    Stream<Arguments> a_table_of_H2_that_was_made_with_a_setting_is_refused_without_it_too() {
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
}
