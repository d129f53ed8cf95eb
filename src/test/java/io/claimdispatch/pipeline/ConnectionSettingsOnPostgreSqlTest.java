package io.claimdispatch.pipeline;

import static io.claimdispatch.internal.store.Databases.POSTGRESQL;
import static io.claimdispatch.pipeline.ConnectionSettings.isolation;
import static io.claimdispatch.pipeline.ConnectionSettings.of;
import static io.claimdispatch.pipeline.ConnectionSettings.session;
import static io.claimdispatch.pipeline.ConnectionSettings.url;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.sql.Connection;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class ConnectionSettingsOnPostgreSqlTest extends ConnectionSettingsContract {

    ConnectionSettingsOnPostgreSqlTest() {
        super(POSTGRESQL);
    }

    @Override
    Stream<Arguments> refused() {
        return Stream.of(
                arguments(session(POSTGRESQL, "SET array_nulls = off"), "CLAIM0115", "array_nulls"),
                arguments(session(POSTGRESQL, "SET default_transaction_read_only = on"), "CLAIM0116", "primary"),
                arguments(of(POSTGRESQL, "read-only", c -> c.setReadOnly(true)), "CLAIM0116", "primary"),
                arguments(url(POSTGRESQL, "preferQueryMode=simple"), "CLAIM0114", "unnest"));
    }

    @Override
    Stream<Arguments> tables() {
        return Stream.of(
                arguments("CLAIM0110", "idempotency_key", new String[] {
                    "CREATE COLLATION IF NOT EXISTS odd_case"
                            + " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                    "ALTER TABLE odd_logs ALTER COLUMN idempotency_key TYPE varchar(255) COLLATE odd_case"
                }),
                arguments("CLAIM0111", "NULLS NOT DISTINCT", new String[] {
                    "ALTER TABLE odd_logs ADD CONSTRAINT odd_logs_key UNIQUE NULLS NOT DISTINCT"
                            + " (type, idempotency_key)"
                }),
                arguments("CLAIM0113", "lease_until", new String[] {
                    "ALTER TABLE odd_logs ALTER COLUMN lease_until TYPE timestamp"
                }));
    }

    @Override
    Stream<ConnectionSettings> works() {
        return Stream.of(
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
}
