package io.claimdispatch.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** The examples, states and links of README and of all guides are right, and each guide can be found. */
class GuidesTest {

    static List<String> pages() {
        return Pages.all();
    }

    static List<String> xmlExamples() {
        return Pages.blocks(Pages.all(), "xml");
    }

    @Test
    void everyExampleCompiles(@TempDir Path classes) {
        List<String> examples = Pages.blocks(Pages.ofNow(), "java");

        assertThat(examples).hasSizeGreaterThan(15);
        assertThat(Examples.errorsIn(examples, classes)).isEmpty();
    }

    @Test
    void theCheckFindsAnExampleThatDoesNotCompile(@TempDir Path classes) {
        List<String> wrong = List.of("public class Wrong {\n    Publisher publisher = Publisher.of(\"nothing\");\n}");

        assertThat(Examples.errorsIn(wrong, classes)).singleElement().asString().contains("Wrong.java:");
    }

    @Test
    void payloadsInExamplesArePublicSinceJsonBNeedsThat() {
        assertThat(Pages.blocks(Pages.ofNow(), "java"))
                .anyMatch(example -> example.contains("public record"))
                .allSatisfy(example -> assertThat(example).doesNotContainPattern("(?m)^ *record "));
    }

    @ParameterizedTest
    @MethodSource("xmlExamples")
    void everyXmlExampleIsWellFormed(String example) throws Exception {
        DocumentBuilder xml = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
        xml.setErrorHandler(null);

        assertThatCode(() -> xml.parse(new InputSource(new StringReader(example))))
                .doesNotThrowAnyException();
    }

    @Test
    void theGuideExplainsExactlyTheStatesOfTheCode() {
        Class<?> states = io.claimdispatch.ActionState.class;

        assertThat(Markdown.file("docs/operating.md").rows("`").stream()
                        .map(row -> row.get(0))
                        .filter(cell -> cell.matches("`[A-Z]+`")))
                .containsExactlyElementsOf(Arrays.stream(states.getEnumConstants())
                        .map(state -> "`" + state + "`")
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkedFileAndHeadingExists(String page) {
        assertThat(Links.deadOn(page, Markdown.file(page))).isEmpty();
    }

    @Test
    void theCheckFindsADeadLink() {
        Markdown page = Markdown.of("""
                # Its `Title`, and more
                [a](README.md), [b](README.md#servers), [c](#its-title-and-more), [d](https://example.org/x#y)
                [e](removed.md), [f](README.md#removed), [g](#removed)
                ```text
                [h](in-a-block.md)
                ```
                """);

        assertThat(Links.of(page)).hasSize(6);
        assertThat(Links.deadOn("any.md", page))
                .containsExactly(
                        new Links.Link("removed.md", ""),
                        new Links.Link("README.md", "removed"),
                        new Links.Link("", "removed"));
    }

    @Test
    void theTablesOfContentsListEveryGuideAndEveryDecision() {
        assertThat(pages().stream().filter(page -> page.startsWith("docs/")))
                .hasSizeGreaterThan(50)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(listed("docs/README.md"), listed("docs/adr/README.md"), Stream.of("docs/README.md"))
                                .flatMap(each -> each)
                                .distinct()
                                .toList());
    }

    private static Stream<String> listed(String contents) {
        return Links.of(Markdown.file(contents)).stream()
                .map(link -> Path.of(contents).resolveSibling(link.file()).normalize())
                .map(target -> target.toString().replace('\\', '/'))
                .filter(target -> target.startsWith("docs/"));
    }
}
