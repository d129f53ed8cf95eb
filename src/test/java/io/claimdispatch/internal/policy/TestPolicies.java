package io.claimdispatch.internal.policy;

import io.claimdispatch.internal.config.RetrySettings;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Policies without a container. */
public final class TestPolicies {

    private TestPolicies() {}

    /** Those of the settings alone. */
    public static TypePolicies of(Settings settings) {
        return new TypePolicies(settings, declared(Map.of()));
    }

    /** Those of the settings, and of a processor of one type. */
    public static TypePolicies of(Settings settings, String type, ProcessorPolicy policy) {
        return new TypePolicies(settings, declared(Map.of(type, policy)));
    }

    /** Those of retry settings that no text could give. */
    public static TypePolicies of(RetrySettings retry) {
        return new TypePolicies(retry, TestSettings.of(), declared(Map.of()));
    }

    /** What processors of these types declare. */
    private static DeclaredPolicies declared(Map<String, ProcessorPolicy> byType) {
        return new DeclaredPolicies() {
            @Override
            public ProcessorPolicy presumed(String type) {
                return byType.getOrDefault(type, ProcessorPolicy.NONE);
            }

            @Override
            public Optional<ProcessorPolicy> certain(String type) {
                return Optional.of(presumed(type));
            }

            @Override
            public Stream<ProcessorPolicy> all() {
                return byType.values().stream();
            }
        };
    }
}
