package io.claimdispatch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ClaimDispatchException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingNamesTest {

    @ParameterizedTest
    @CsvSource({
        "claim-dispatch.poll-intervall, claim-dispatch.poll-interval",
        "claim-dispatch.Poll-Interval, claim-dispatch.poll-interval",
        "claim-dispatch.pollInterval, claim-dispatch.poll-interval",
        "claim-dispatch.poll.interval, claim-dispatch.poll-interval",
        "claim-dispatch.retry.max-attempt, claim-dispatch.retry.max-attempts",
        "claim-dispatch.max-attempts, claim-dispatch.retry.max-attempts",
        "claim-dispatch.retention.dead-type, claim-dispatch.retention.dead-types",
        "claim-dispatch.time-limitss, claim-dispatch.time-limits",
        "claim-dispatch.datasorce, claim-dispatch.datasource",
        "claim_dispatch.lease, claim-dispatch.lease",
        "claim.dispatch.lease, claim-dispatch.lease",
        "claimdispatch.lease, claim-dispatch.lease",
        "Claim-Dispatch.lease, claim-dispatch.lease",
        "claim_dispatch_lease, claim-dispatch.lease",
        "CLAIM_DISPATCH_POLL_INTERVALL, CLAIM_DISPATCH_POLL_INTERVAL",
        "CLAIM_DISPATCH_POLLINTERVAL, CLAIM_DISPATCH_POLL_INTERVAL",
        "CLAIM_DISPATCH_RETRY_MAXATTEMPTS, CLAIM_DISPATCH_RETRY_MAX_ATTEMPTS",
    })
    void an_unknown_setting_is_reported_with_the_nearest_known_one(String name, String nearest) {
        assertThat(warnings(Map.of(), name))
                .singleElement()
                .satisfies(warning -> assertThat(warning.id()).isEqualTo("CLAIM0044"))
                .asString()
                .contains("'" + name + "'", "'" + nearest + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim-dispatch.colour", "claim-dispatch.x", "CLAIM_DISPATCH_X", "claim-dispatch.retry"})
    void an_unknown_setting_without_a_similar_one_is_reported_as_such(String name) {
        assertThat(warnings(Map.of(), name))
                .singleElement()
                .asString()
                .contains("'" + name + "'", "No setting has a similar name");
    }

    @Test
    void each_setting_is_known_by_its_name_and_by_its_variable() {
        Map<String, Boolean> settings = settings(Map.of());
        List<String> names = new ArrayList<>(settings.keySet());
        settings.keySet().forEach(key -> names.add(SettingNames.inEnvironment(key)));

        assertThat(names).hasSizeGreaterThan(50);
        assertThat(new SettingNames(settings).unknown(names)).isEmpty();
    }

    @Test
    void variants_that_a_source_lists_for_a_variable_are_accepted() {
        assertThat(warnings(
                        Map.of("claim-dispatch.poll-interval", "PT5S"),
                        "CLAIM_DISPATCH_POLL_INTERVAL",
                        "claim.dispatch.poll.interval"))
                .isEmpty();
        assertThat(warnings(Map.of(), "CLAIM_DISPATCH_LEASE", "claim.dispatch.lease"))
                .as("set to nothing")
                .isEmpty();
        assertThat(warnings(Map.of("claim-dispatch.lease", "PT5S"), "claim_dispatch_lease"))
                .as("a spelling that the source takes")
                .isEmpty();
        assertThat(warnings(Map.of(), "CLAIM_DISPATCH_LEASES", "claim.dispatch.leases"))
                .as("one mistake, one warning")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claim-dispatch",
                "claim-dispatch.",
                "claim-dispatcher.lease",
                "my.claim-dispatch.lease",
                "MY_CLAIM_DISPATCH_LEASE",
                "CLAIM_DISPATCH",
                "CLAIM_DISPATCH_SERVICE_HOST",
                "CLAIM_DISPATCH_SERVICE_PORT",
                "CLAIM_DISPATCH_SERVICE_PORT_HTTP",
                "CLAIM_DISPATCH_PORT",
                "CLAIM_DISPATCH_PORT_8080_TCP",
                "CLAIM_DISPATCH_PORT_8080_TCP_ADDR",
                "PATH",
                "user.dir"
            })
    void foreign_names_are_not_reported_as_settings(String name) {
        assertThat(warnings(Map.of(), name)).isEmpty();
    }

    @Test
    void an_unknown_setting_is_reported_on_one_line() {
        assertThat(warnings(Map.of(), "claim-dispatch.lease\nERROR all is lost"))
                .singleElement()
                .asString()
                .contains("claim-dispatch.lease\\u000aERROR")
                .doesNotContain("\n");
    }

    private static List<ClaimDispatchException> warnings(Map<String, String> values, String... names) {
        return new SettingNames(settings(values)).unknown(List.of(names)).toList();
    }

    /** All of them: what the product asks for. */
    private static Map<String, Boolean> settings(Map<String, String> values) {
        Map<String, Boolean> settings = new HashMap<>();
        Settings.read(key -> {
            settings.put(key, values.containsKey(key));
            return Optional.ofNullable(values.get(key));
        });
        return settings;
    }
}
