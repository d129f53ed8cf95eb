package io.claimdispatch.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.dialect.derby.DerbyDialect;
import io.claimdispatch.internal.store.dialect.h2.H2Dialect;
import io.claimdispatch.internal.store.dialect.mariadb.MariaDbDialect;
import io.claimdispatch.internal.store.dialect.mysql.MySqlDialect;
import io.claimdispatch.internal.store.dialect.oracle.OracleDialect;
import io.claimdispatch.internal.store.dialect.postgresql.PostgreSqlDialect;
import io.claimdispatch.internal.store.dialect.sqlserver.SqlServerDialect;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That they are logged at a start is seen in {@code InMemoryTest}. */
class StartWarningsTest {

    static Stream<Dialect> tested() {
        return Stream.of(new H2Dialect(), new DerbyDialect(), new MariaDbDialect(), new PostgreSqlDialect());
    }

    static Stream<Dialect> unmet() {
        return Stream.of(new MySqlDialect(), new OracleDialect(), new SqlServerDialect());
    }

    @ParameterizedTest
    @MethodSource("unmet")
    void a_database_that_the_tests_do_not_run_on_is_warned_about(Dialect dialect) {
        assertThat(StartWarnings.of("java:/ds", dialect, false))
                .singleElement()
                .asString()
                .contains("CLAIM0121: claim-dispatch.datasource is 'java:/ds', which leads to " + dialect.database());
    }

    @ParameterizedTest
    @MethodSource("tested")
    void a_database_that_the_tests_run_on_causes_no_warning(Dialect dialect) {
        assertThat(StartWarnings.of("java:/ds", dialect, false)).isEmpty();
    }

    @Test
    void each_reason_is_a_warning_of_its_own() {
        assertThat(StartWarnings.of("java:/ds", new MySqlDialect(), true))
                .extracting(ClaimDispatchException::id)
                .containsExactly("CLAIM0121", "CLAIM0118");
    }
}
