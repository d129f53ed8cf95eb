package io.claimdispatch.internal.config;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** MicroProfile Config. Loaded only where its API is there. */
final class MicroProfileSettings implements SettingsSource {

    private final Config config = ConfigProvider.getConfig();

    @Override
    public Optional<String> get(String key) {
        return config.getOptionalValue(key, String.class);
    }
}
