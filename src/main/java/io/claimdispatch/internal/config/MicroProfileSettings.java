package io.claimdispatch.internal.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads settings from MicroProfile Config. Loaded only if its API is available. */
final class MicroProfileSettings implements SettingsSource {

    private final Config config;

    MicroProfileSettings() {
        this(ConfigProvider.getConfig());
    }

    MicroProfileSettings(Config config) {
        this.config = config;
    }

    @Override
    public Optional<String> get(String key) {
        return config.getOptionalValue(key, String.class);
    }

    @Override
    public Collection<String> names() {
        List<String> names = new ArrayList<>();
        try {
            config.getPropertyNames().forEach(names::add);
        } catch (RuntimeException e) {
            // a config source of the application cannot list its names; its values can still be read
        }
        return names;
    }
}
