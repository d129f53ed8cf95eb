package io.claimdispatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no class file shows: how long a class is, and whether it says what it is for. */
class SourceTest {

    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path API = MAIN.resolve(Path.of("io", "claimdispatch"));

    private static final int LONGEST = 300;

    @Test
    void noClassIsLongerThanThreeHundredLines() {
        assertThat(sources(MAIN)).isNotEmpty();
        assertThat(tooLong(MAIN)).isEmpty();
    }

    @Test
    void aLongerClassIsFound(@TempDir Path sources) throws IOException {
        Files.writeString(sources.resolve("Fits.java"), "\n".repeat(LONGEST));
        Files.writeString(sources.resolve("TooLong.java"), "\n".repeat(LONGEST + 1));

        assertThat(tooLong(sources)).containsExactly("TooLong.java has 301 lines");
    }

    @Test
    void whatAUserMayUseOrReplaceSaysWhatItIsFor() {
        List<Path> published = Stream.concat(directly(API).stream(), sources(API.resolve("spi")).stream())
                .toList();

        assertThat(published).isNotEmpty();
        assertThat(Undocumented.in(published)).isEmpty();
    }

    @Test
    void aDeclarationWithoutDocumentationIsFound(@TempDir Path sources) throws IOException {
        Path source = Files.writeString(sources.resolve("Silent.java"), """
                package silent;

                /** Says what it is for. */
                public class Silent {
                    private int hidden;
                    protected int shown;

                    void inside() {}

                    public void outside() {}

                    @Override
                    public String toString() {
                        return "said by Object";
                    }

                    /** Says it too. */
                    public interface Part {
                        int implicitlyPublic();
                    }

                    public enum Choice { ONE }

                    static class Inside {
                        public void notReachable() {}
                    }
                }
                """);

        assertThat(Undocumented.in(List.of(source)))
                .containsExactlyInAnyOrder(
                        "Silent.shown",
                        "Silent.outside",
                        "Silent.Part.implicitlyPublic",
                        "Silent.Choice",
                        "Silent" + ".Choice.ONE");
    }

    private static List<String> tooLong(Path folder) {
        return sources(folder).stream()
                .filter(source -> lines(source) > LONGEST)
                .map(source -> source.getFileName() + " has " + lines(source) + " lines")
                .toList();
    }

    private static int lines(Path source) {
        try {
            return Files.readAllLines(source).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> directly(Path folder) {
        return sources(folder).stream()
                .filter(source -> folder.equals(source.getParent()))
                .toList();
    }

    private static List<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
