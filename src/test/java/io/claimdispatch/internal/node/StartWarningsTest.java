package io.claimdispatch.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.dialect.mysql.MySqlDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That they are logged at a start is seen in {@code InMemoryTest}. */
class StartWarningsTest {

    @ParameterizedTest
    @MethodSource("io.claimdispatch.internal.store.EachDialect#unmet")
    void a_database_that_the_tests_do_not_run_on_is_warned_about(Dialect dialect) {
        assertThat(StartWarnings.of("java:/ds", dialect, false))
                .singleElement()
                .asString()
                .contains("CLAIM0121: claim-dispatch.datasource is 'java:/ds', which leads to " + dialect.database());
    }

    @ParameterizedTest
    @MethodSource("io.claimdispatch.internal.store.EachDialect#tested")
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
