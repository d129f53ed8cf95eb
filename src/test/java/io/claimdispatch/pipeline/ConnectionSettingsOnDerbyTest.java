package io.claimdispatch.pipeline;

import static io.claimdispatch.internal.store.Databases.DERBY;
import static io.claimdispatch.pipeline.ConnectionSettings.derby;
import static io.claimdispatch.pipeline.ConnectionSettings.isolation;
import static io.claimdispatch.pipeline.ConnectionSettings.of;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.sql.Connection;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class ConnectionSettingsOnDerbyTest extends ConnectionSettingsContract {

    ConnectionSettingsOnDerbyTest() {
        super(DERBY);
    }

    @Override
    Stream<Arguments> refused() {
        return Stream.of(
                arguments(derby("territory=en_US;collation=TERRITORY_BASED:PRIMARY"), "CLAIM0110", "collation"),
                arguments(derby("territory=en_US;collation=TERRITORY_BASED:SECONDARY"), "CLAIM0110", "only in case"),
                arguments(isolation(DERBY, Connection.TRANSACTION_READ_UNCOMMITTED), "CLAIM0112", "READ UNCOMMITTED"),
                arguments(isolation(DERBY, Connection.TRANSACTION_SERIALIZABLE), "CLAIM0112", "SERIALIZABLE"));
    }

    @Override
    Stream<Arguments> tables() {
        return Stream.of(arguments("CLAIM0111", "UNIQUE constraint", new String[] {
            "ALTER TABLE odd_logs DROP CONSTRAINT odd_logs_key",
            "CREATE UNIQUE INDEX odd_logs_key ON odd_logs (type, idempotency_key)"
        }));
    }

    @Override
    Stream<ConnectionSettings> works() {
        return Stream.of(
                derby("territory=en_US;collation=TERRITORY_BASED:TERTIARY"),
                of(DERBY, "autocommit off", connection -> connection.setAutoCommit(false)),
                isolation(DERBY, Connection.TRANSACTION_REPEATABLE_READ));
    }
}
