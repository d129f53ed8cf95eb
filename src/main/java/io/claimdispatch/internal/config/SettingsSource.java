package io.claimdispatch.internal.config;

import java.util.Optional;

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

    /** MicroProfile Config where the server has it, else system properties, the environment and the application's file. */
    static SettingsSource ofThisServer() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            Class.forName(
                    "org.eclipse.microprofile.config.ConfigProvider", false, SettingsSource.class.getClassLoader());
            return new MicroProfileSettings();
        } catch (ClassNotFoundException | LinkageError none) {
            return new PlainSettings(System::getProperty, System::getenv, PlainSettings.fileOf(loader));
        }
    }
}
