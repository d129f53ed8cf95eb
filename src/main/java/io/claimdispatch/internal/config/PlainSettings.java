package io.claimdispatch.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The three default sources of MicroProfile Config in its order, for servers without it: system properties, environment
 * variables ({@code CLAIM_DISPATCH_POLL_INTERVAL}), and the application's {@code
 * META-INF/microprofile-config.properties}. An application can thus configure itself in the same way on every server.
 */
final class PlainSettings implements SettingsSource {

    private static final String FILE = "META-INF/microprofile-config.properties";

    private final Function<String, @Nullable String> property;
    private final Function<String, @Nullable String> environment;
    private final Properties file;
    private final Supplier<Stream<String>> names;

    PlainSettings(
            Function<String, @Nullable String> property,
            Function<String, @Nullable String> environment,
            Properties file,
            Supplier<Stream<String>> names) {
        this.property = property;
        this.environment = environment;
        this.file = file;
        this.names = names;
    }

    static Properties fileOf(@Nullable ClassLoader loader) {
        Properties properties = new Properties();
        try (InputStream stream = loader == null ? null : loader.getResourceAsStream(FILE)) {
            if (stream != null) {
                properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
        return properties;
    }

    @Override
    public Optional<String> get(String key) {
        String value = property.apply(key);
        if (value == null) {
            value = environment.apply(SettingNames.inEnvironment(key));
        }
        if (value == null) {
            value = file.getProperty(key);
        }
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    @Override
    public Collection<String> names() {
        return Stream.concat(names.get(), file.stringPropertyNames().stream()).toList();
    }
}
