package io.claimdispatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.ddl.DdlDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** README begins with the two commands, and its table of databases is that of the code. */
class ReadmeTest {

    private static final Markdown README = Markdown.file("README.md");

    @Test
    void theFirstTwoBlocksAreTheCommandsOfTheDemoAndOfTheTests() {
        assertThat(README.blocks().stream().limit(2))
                .containsExactly(
                        new Markdown.Block("shell", "mvn -Pdemo wildfly:run"),
                        new Markdown.Block("shell", "mvn -B verify"));
    }

    /** It is read before anything else; what does not fit belongs in a guide. */
    @Test
    void readmeHasAtMostTwoHundredAndFiftyLines() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeBetween(1, 250);
    }

    @Test
    void theDataSourceIsNamedBeforeAnythingIsPublished() {
        assertThat(README.text())
                .containsSubsequence(
                        "### 1. The dependency", "### 2. The data source", "### 3. A processor", "### 4. Publishing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/databases.md"})
    void everyDatabaseWithDdlIsNamed(String page) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/META-INF/claim-dispatch/ddl"))) {
            List<String> words = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .map(name -> "| `" + name.substring(0, name.length() - 4) + "` |")
                    .toList();

            assertThat(words).hasSize(DdlDatabase.values().length);
            assertThat(Markdown.file(page).text()).contains(words);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"| `mysql` | 8.0.16 |", "| `oracle` | 19c |", "| `sqlserver` | 2016 |"})
    void anUntestedDatabaseIsNamedAsUntested(String row) {
        assertThat(README.text()).contains(row + " **no test has met it**");
    }
}
