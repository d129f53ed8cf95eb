package io.claimdispatch.internal.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the text of a setting comes from. */
@FunctionalInterface
interface SettingsSource {

    /**
     * The text of a setting.
     *
     * @param key with the prefix {@code claim-dispatch.}
     * @return empty if nobody has set it
     */
    Optional<String> get(String key);

    /**
     * The names that have a value here, as far as they can be listed: those of others too, and an environment variable by the
     * name that it has there.
     */
    default Collection<String> names() {
        return List.of();
    }

    /** MicroProfile Config where the server has it, else system properties, the environment and the application's file. */
    static SettingsSource ofThisServer() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            Class.forName(
                    "org.eclipse.microprofile.config.ConfigProvider", false, SettingsSource.class.getClassLoader());
            return new MicroProfileSettings();
        } catch (ClassNotFoundException | LinkageError none) {
            return new PlainSettings(
                    System::getProperty,
                    System::getenv,
                    PlainSettings.fileOf(loader),
                    () -> Stream.concat(
                            System.getProperties().stringPropertyNames().stream(), System.getenv().keySet().stream()));
        }
    }
}
