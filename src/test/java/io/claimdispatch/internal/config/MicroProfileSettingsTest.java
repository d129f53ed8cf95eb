package io.claimdispatch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class MicroProfileSettingsTest {

    @Test
    void settings_come_with_their_names_from_microprofile_config() {
        MicroProfileSettings settings = new MicroProfileSettings(config(Map.of("claim-dispatch.lease", "PT5S")));

        assertThat(settings.get("claim-dispatch.lease")).contains("PT5S");
        assertThat(settings.get("claim-dispatch.drain")).isEmpty();
        assertThat(settings.names()).containsExactly("claim-dispatch.lease");
    }

    @Test
    void a_config_source_that_cannot_list_its_names_has_none() {
        MicroProfileSettings settings = new MicroProfileSettings(config(null));

        assertThat(settings.names()).isEmpty();
    }

    private static Config config(Map<String, String> values) {
        return (Config) Proxy.newProxyInstance(
                MicroProfileSettingsTest.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "getOptionalValue" -> Optional.ofNullable(values.get((String) given[0]));
                    case "getPropertyNames" -> values.keySet();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
