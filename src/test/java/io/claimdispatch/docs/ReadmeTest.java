package io.claimdispatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's commands, examples and tables are those of the code. */
class ReadmeTest {

    private static final Markdown README = Markdown.file("README.md");

    @Test
    void theFirstTwoBlocksAreTheCommandsOfTheDemoAndOfTheTests() {
        assertThat(README.blocks().stream().limit(2))
                .containsExactly(
                        new Markdown.Block("shell", "mvn -Pdemo wildfly:run"),
                        new Markdown.Block("shell", "mvn -B verify"));
    }

    @Test
    void everyExampleCompiles(@TempDir Path classes) {
        List<String> examples = README.blocks().stream()
                .filter(block -> block.language().equals("java"))
                .map(Markdown.Block::text)
                .toList();

        assertThat(examples).hasSizeGreaterThan(5);
        assertThat(Examples.errorsIn(examples, classes)).isEmpty();
    }

    @Test
    void payloadsInExamplesArePublicOrJsonBWouldNotSeeThem() {
        assertThat(README.text()).contains("public record").doesNotContainPattern("(?m)^ *record ");
    }

    @Test
    void anExampleThatDoesNotCompileIsFound(@TempDir Path classes) {
        List<String> wrong = List.of("public class Wrong {\n    Publisher publisher = Publisher.of(\"nothing\");\n}");

        assertThat(Examples.errorsIn(wrong, classes)).singleElement().asString().contains("Wrong.java:");
    }

    @Test
    void everyStateIsExplainedAndNoOther() {
        Class<?> states = io.claimdispatch.ActionState.class;

        assertThat(README.rows("`").stream().map(row -> row.get(0)).filter(cell -> cell.matches("`[A-Z]+`")))
                .containsExactlyElementsOf(Arrays.stream(states.getEnumConstants())
                        .map(state -> "`" + state + "`")
                        .toList());
    }

    @Test
    void everyDatabaseThatThereIsDdlForIsNamed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/META-INF/claim-dispatch/ddl"))) {
            List<String> words = files.filter(Files::isDirectory)
                    .map(folder -> "| `" + folder.getFileName() + "` |")
                    .toList();

            assertThat(words).hasSize(5);
            assertThat(README.text()).contains(words);
        }
    }

    @Test
    void everyFileThatIsLinkedToIsThere() {
        Stream.of(
                        "README.md",
                        "CONTRIBUTING.md",
                        "SECURITY.md",
                        "docs/databases.md",
                        "docs/errors.md",
                        "docs/packaging.md",
                        "docs/adr/README.md")
                .forEach(page -> {
                    Path folder = Path.of(page).toAbsolutePath().getParent();
                    assertThat(Links.of(Markdown.file(page)))
                            .as(page)
                            .isNotEmpty()
                            .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
                });
    }
}
