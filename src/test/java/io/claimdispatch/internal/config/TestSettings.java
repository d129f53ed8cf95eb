package io.claimdispatch.internal.config;

import io.claimdispatch.internal.common.Timings;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Settings from a map, for tests in other packages. */
public final class TestSettings {

    private TestSettings() {}

    public static Settings of(Map<String, String> values) {
        return of(values, new Timings());
    }

    public static Settings of(Map<String, String> values, Timings timings) {
        return Settings.read(
                new SettingsSource() {
                    @Override
                    public Optional<String> get(String key) {
                        return Optional.ofNullable(values.get(key));
                    }

                    @Override
                    public Collection<String> names() {
                        return values.keySet();
                    }
                },
                timings);
    }

    public static Settings of(String... keysAndValues) {
        Map<String, String> values = new java.util.HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("claim-dispatch." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return of(values);
    }
}
