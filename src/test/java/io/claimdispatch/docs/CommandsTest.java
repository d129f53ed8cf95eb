package io.claimdispatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.ddl.DdlCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands on the pages are those that there are: their profiles, their properties, their files, and those of the jar. */
class CommandsTest {

    private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern PROFILES = Pattern.compile("(?<![\\w-])-P([a-z][\\w,-]*)");
    private static final Pattern OURS = Pattern.compile(
            "-D((?:bench|soak|server|postgresql|unit\\.tests|integration\\.tests|locales)\\.[\\w.-]*\\w)");
    private static final Pattern FILES = Pattern.compile("(?<![\\w./])((?:[a-z]+-config|bench|src)/[\\w/.-]*\\w)");
    private static final Pattern DDL = Pattern.compile("java -jar claim-dispatch-classes\\.jar (ddl [^>\n]*)");

    @Test
    void everyProfileOnThePagesExistsInTheBuild() throws IOException {
        String build = Files.readString(Path.of("pom.xml"));

        assertThat(found(PROFILES).flatMap(profiles -> Arrays.stream(profiles.split(","))))
                .hasSizeGreaterThan(5)
                .allSatisfy(profile -> assertThat(build).contains("<id>" + profile + "</id>"));
    }

    @Test
    void everyPropertyOnThePagesIsReadByTheBuildOrATest() throws IOException {
        String readers = Files.readString(Path.of("pom.xml"))
                + Files.readString(Path.of("bench/pom.xml"))
                + Files.readString(Path.of("src/test/java/io/claimdispatch/cluster/Soak.java"));

        assertThat(found(OURS))
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(readers).contains(name));
    }

    @Test
    void everyProjectFileNamedOnThePagesExists() {
        assertThat(found(FILES))
                .hasSizeGreaterThan(10)
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }

    @Test
    void everyDdlCommandOnThePagesSucceeds() {
        assertThat(found(DDL)).hasSizeGreaterThan(3).allSatisfy(command -> {
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            int exit = DdlCommand.run(
                    List.of(command.strip().split(" ")),
                    new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                    new PrintStream(errors, true, StandardCharsets.UTF_8));

            assertThat(exit).as(errors.toString(StandardCharsets.UTF_8)).isEqualTo(DdlCommand.DONE);
        });
    }

    /** What the first group finds, in all blocks of the shell and in all code within a line. */
    private static Stream<String> found(Pattern pattern) {
        List<String> pages = Pages.ofNow();
        Stream<String> inline = pages.stream()
                .flatMap(page ->
                        INLINE.matcher(Markdown.file(page).prose()).results().map(code -> code.group(1)));
        return Stream.concat(Pages.blocks(pages, "shell").stream(), inline)
                .flatMap(code -> pattern.matcher(code).results())
                .map(result -> result.group(1));
    }
}
