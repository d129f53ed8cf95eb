package io.claimdispatch.internal.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A source of settings, as text. */
@FunctionalInterface
interface SettingsSource {

    /**
     * The text of a setting.
     *
     * @param key with the prefix {@code claim-dispatch.}
     * @return empty if it is not set
     */
    Optional<String> get(String key);

    /**
     * The names that have a value in this source, as far as they can be listed: foreign ones too, and an environment
     * variable under its own name.
     */
    default Collection<String> names() {
        return List.of();
    }

    /** MicroProfile Config if the server has it, else system properties, the environment and the application's file. */
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
