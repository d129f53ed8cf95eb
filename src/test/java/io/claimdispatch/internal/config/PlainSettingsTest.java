package io.claimdispatch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainSettingsTest {

    private static final String KEY = "claim-dispatch.poll-interval";

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Properties file = new Properties();
    private final PlainSettings settings = new PlainSettings(
            properties::get,
            environment::get,
            file,
            () -> Stream.concat(properties.keySet().stream(), environment.keySet().stream()));

    @Test
    void a_system_property_wins_over_the_environment_and_that_over_the_file() {
        assertThat(settings.get(KEY)).isEmpty();
        file.setProperty(KEY, "file");
        assertThat(settings.get(KEY)).contains("file");
        environment.put("CLAIM_DISPATCH_POLL_INTERVAL", "environment");
        assertThat(settings.get(KEY)).contains("environment");
        properties.put(KEY, "property");
        assertThat(settings.get(KEY)).contains("property");
    }

    @Test
    void dots_and_hyphens_of_a_setting_are_underscores_in_the_environment() {
        environment.put("CLAIM_DISPATCH_RETRY_MAX_ATTEMPTS", "3");

        assertThat(settings.get("claim-dispatch.retry.max-attempts")).contains("3");
    }

    @Test
    void a_blank_setting_counts_as_unset_and_surrounding_blanks_are_ignored() {
        properties.put(KEY, "  ");
        assertThat(settings.get(KEY)).isEmpty();
        properties.put(KEY, " PT5S ");
        assertThat(settings.get(KEY)).contains("PT5S");
    }

    @Test
    void the_applications_settings_file_is_read_as_utf_8(@TempDir Path folder) throws IOException {
        Path metaInf = Files.createDirectories(folder.resolve("META-INF"));
        Files.writeString(metaInf.resolve("microprofile-config.properties"), KEY + "=P\u00e4T");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            assertThat(PlainSettings.fileOf(loader).getProperty(KEY)).isEqualTo("P\u00e4T");
        }
    }

    @Test
    void the_names_of_all_three_sources_of_settings_are_listed_unchanged() {
        properties.put(KEY, "PT1S");
        environment.put("CLAIM_DISPATCH_LEASE", "PT1M");
        file.setProperty("claim-dispatch.drain", "PT1S");

        assertThat(settings.names()).containsExactlyInAnyOrder(KEY, "CLAIM_DISPATCH_LEASE", "claim-dispatch.drain");
    }

    @Test
    void a_missing_settings_file_sets_nothing() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[0], null)) {
            assertThat(PlainSettings.fileOf(loader)).isEmpty();
        }
        assertThat(PlainSettings.fileOf(null)).isEmpty();
    }
}
