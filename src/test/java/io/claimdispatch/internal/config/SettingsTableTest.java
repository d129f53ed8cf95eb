package io.claimdispatch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.docs.Markdown;
import io.claimdispatch.internal.common.Timings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of settings in the guides matches the code: the settings that are read, and their defaults. */
class SettingsTableTest {

    private static final String NO_DEFAULT = "–";

    private static final Pattern NAMED =
            Pattern.compile("(claim-dispatch\\.(?!(?:jar|war|xml|sql)\\b)[a-z-]+(?:\\.[a-z-]+){0,2})");

    /** Names that pages use, and that are wrong on purpose. */
    private static final List<String> NO_SETTINGS = List.of("claim-dispatch.poll-intervall");

    private static final List<List<String>> TABLE =
            Markdown.file("docs/settings.md").rows("`claim-dispatch.");

    private static Settings read(SettingsSource source) {
        return Settings.read(source, new Timings());
    }

    @Test
    void theTableListsExactlyTheSettingsThatAreRead() {
        List<String> read = new ArrayList<>();
        read(key -> {
            read.add(key);
            return Optional.empty();
        });

        assertThat(documented().keySet()).containsExactlyElementsOf(read);
    }

    @Test
    void theDefaultsInTheTableAreTheRealOnes() {
        Map<String, String> defaults = documented();
        defaults.values().removeIf(NO_DEFAULT::equals);

        assertThat(read(key -> Optional.ofNullable(defaults.get(key)))).isEqualTo(read(key -> Optional.empty()));
    }

    @Test
    void settingsWithoutADefaultInTheTableHaveNone() {
        assertThat(documented().entrySet().stream()
                        .filter(setting -> setting.getValue().equals(NO_DEFAULT))
                        .map(Map.Entry::getKey))
                .containsExactly(
                        "claim-dispatch.tables",
                        "claim-dispatch.calendar",
                        "claim-dispatch.node-name",
                        "claim-dispatch.time-limits",
                        "claim-dispatch.priority.types",
                        "claim-dispatch.retry.max-attempts.types",
                        "claim-dispatch.retry.initial-delay.types",
                        "claim-dispatch.retention.types",
                        "claim-dispatch.retention.dead-types",
                        "claim-dispatch.console.origins",
                        "claim-dispatch.console.frame-ancestors");
    }

    @Test
    void everySettingInTheTableHasAMeaning() {
        assertThat(TABLE).allSatisfy(row -> assertThat(row).hasSize(3).noneMatch(String::isBlank));
    }

    @ParameterizedTest
    @MethodSource("io.claimdispatch.docs.Pages#ofNow")
    void everySettingThatAPageNamesIsInTheTable(String page) {
        assertThat(NAMED.matcher(Markdown.file(page).text()).results().map(name -> name.group(1)))
                .isSubsetOf(Stream.concat(documented().keySet().stream(), NO_SETTINGS.stream())
                        .toList());
    }

    private static Map<String, String> documented() {
        Map<String, String> documented = new LinkedHashMap<>();
        TABLE.forEach(row -> documented.put(bare(row.get(0)), bare(row.get(1))));
        return documented;
    }

    private static String bare(String cell) {
        return cell.replace("`", "");
    }
}
