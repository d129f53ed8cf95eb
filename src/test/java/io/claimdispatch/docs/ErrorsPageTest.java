package io.claimdispatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.problem.Notice;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of errors names the errors and the log lines that there are. */
class ErrorsPageTest {

    private static final Path CATALOGUE = Path.of("src/main/java/io/claimdispatch/internal/common/problem");

    /** Its own types throw what only they find: they know nothing of the inside. */
    private static final Path API = Path.of("src/main/java/io/claimdispatch");

    private static final Pattern ID = Pattern.compile("\"(CLAIM\\d{4})\"");

    private static final Pattern NAMED = Pattern.compile("CLAIM\\d{4}");

    private static final List<List<String>> ROWS =
            Markdown.file("docs/errors.md").rows("CLAIM");

    /** Unlike any number of a text. */
    private static final int NUMBER = 424_242;

    /** How the page writes what a line names. */
    private static final String ANYTHING = "…";

    @Test
    void thePageOfErrorsListsExactlyTheErrorsOfTheCode() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path catalogue : sources(CATALOGUE)) {
            List<String> ids = idsIn(catalogue);
            assertThat(ids).as(catalogue.toString()).isSorted();
            all.addAll(ids);
        }
        assertThat(all).hasSizeGreaterThan(150).doesNotHaveDuplicates();
        for (Path source : sources(API)) {
            all.addAll(idsIn(source));
        }

        assertThat(ROWS.stream().map(row -> row.get(0))).containsExactlyElementsOf(new TreeSet<>(all));
    }

    @Test
    void everyLogLineIsOnThePageWithItsLevelAndItsText() throws Exception {
        List<List<String>> lines = new ArrayList<>();
        for (Notice line : notices()) {
            String text = line.text()
                    .replace(Integer.toString(NUMBER), ANYTHING)
                    .replace(Duration.ofSeconds(NUMBER).toString(), ANYTHING);
            lines.add(List.of(line.id(), line.level().toString(), text));
        }

        assertThat(lines).hasSizeGreaterThan(50);
        assertThat(ROWS.stream().filter(row -> row.size() == 4).map(row -> row.subList(0, 3)))
                .containsExactlyInAnyOrderElementsOf(lines);
    }

    @Test
    void everyErrorIdOnAnyPageIsOnThePageOfErrors() {
        assertThat(Pages.ofNow().stream()
                        .flatMap(page ->
                                NAMED.matcher(Markdown.file(page).text()).results())
                        .map(MatchResult::group)
                        .distinct())
                .hasSizeGreaterThan(20)
                .isSubsetOf(ROWS.stream().map(row -> row.get(0)).toList());
    }

    @Test
    void everyErrorOnThePageHasAMeaningAndAWayOut() {
        assertThat(ROWS).allSatisfy(row -> assertThat(row).hasSizeBetween(3, 4).noneMatch(String::isBlank));
    }

    /** Each line that the catalogues have, with something for all that it names. */
    private static List<Notice> notices() throws Exception {
        List<Notice> lines = new ArrayList<>();
        for (Path source : sources(CATALOGUE)) {
            String name = source.getFileName().toString().replace(".java", "");
            Class<?> catalogue = Class.forName(Notice.class.getPackageName() + "." + name);
            for (Method method : catalogue.getDeclaredMethods()) {
                boolean isLine = Modifier.isPublic(method.getModifiers())
                        && Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() == Notice.class;
                if (isLine) {
                    Notice line = (Notice) method.invoke(
                            null,
                            Arrays.stream(method.getParameterTypes())
                                    .map(ErrorsPageTest::something)
                                    .toArray());
                    assertThat(line.thrown() != null)
                            .as("%s shows what was thrown", method)
                            .isEqualTo(Arrays.asList(method.getParameterTypes()).contains(Throwable.class));
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private static Object something(Class<?> type) {
        if (type == int.class) {
            return NUMBER;
        }
        if (type == long.class) {
            return (long) NUMBER;
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(NUMBER);
        }
        return type == Throwable.class ? new IllegalStateException() : ANYTHING;
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<String> idsIn(Path source) throws IOException {
        return ID.matcher(Files.readString(source))
                .results()
                .map(id -> id.group(1))
                .toList();
    }
}
