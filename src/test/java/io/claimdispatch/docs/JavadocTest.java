package io.claimdispatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of each public type shows how it is used, by an example that compiles. */
class JavadocTest {

    private static final Path API = Path.of("src", "main", "java", "io", "claimdispatch");

    /** The payload that the examples share. */
    private static final String WELCOME = "public record Welcome(String email) {}";

    private static Map<String, List<String>> published() {
        return JavadocExamples.in(Stream.concat(sources(API).stream(), sources(API.resolve("spi")).stream())
                .toList());
    }

    @Test
    void everyPublicTypeHasAnExample() {
        Map<String, List<String>> examples = published();

        assertThat(examples).hasSizeGreaterThan(25).containsKeys("Publisher", "Processor", "RetryPolicy");
        assertThat(examples.entrySet().stream()
                        .filter(type -> type.getValue().isEmpty())
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void everyExampleCompiles(@TempDir Path classes) {
        List<String> examples = new ArrayList<>();
        published()
                .forEach((type, each) -> each.forEach(example ->
                        examples.add(JavadocExamples.compilable(example, type + "Example" + examples.size()))));
        if (examples.stream().noneMatch(example -> example.startsWith("public record Welcome("))) {
            examples.add(WELCOME);
        }

        assertThat(Examples.errorsIn(examples, classes)).isEmpty();
    }

    @Test
    void aTypeWithoutAnExampleAndAnExampleThatDoesNotCompileAreFound(@TempDir Path folder) throws IOException {
        Path silent = Files.writeString(folder.resolve("Silent.java"), """
                /** Says what it is for, and mentions {@code code}. */
                public interface Silent {}

                class NotPublic {}
                """);
        Path wrong = Files.writeString(folder.resolve("Wrong.java"), """
                /**
                 * Has three.
                 *
                 * <pre>{@code
                 * publisher.forget("email.welcome");
                 * }</pre>
                 */
                public interface Wrong {
                    /**
                     * Has a member.
                     *
                     * <pre>{@code
                     * @Processor("a")
                     * public void process(Order order) {}
                     * }</pre>
                     *
                     * <pre>{@code
                     * public class Whole {}
                     * }</pre>
                     */
                    void method();
                }
                """);

        Map<String, List<String>> examples = JavadocExamples.in(List.of(silent, wrong));

        assertThat(examples).containsOnlyKeys("Silent", "Wrong").containsEntry("Silent", List.of());
        assertThat(examples.get("Wrong"))
                .containsExactly(
                        "publisher.forget(\"email.welcome\");",
                        "@Processor(\"a\")\npublic void process(Order order) {}",
                        "public class Whole {}");
        List<String> sources = examples.get("Wrong").stream()
                .map(example -> JavadocExamples.compilable(example, "Wrong" + example.length()))
                .toList();
        assertThat(Examples.errorsIn(sources, folder))
                .singleElement()
                .asString()
                .contains("Wrong34.java", "forget");
    }

    private static List<Path> sources(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
