package io.claimdispatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of errors names the errors that there are. */
class ErrorsPageTest {

    private static final Path PROBLEMS = Path.of("src/main/java/io/claimdispatch/internal/common/Problems.java");

    /** Its own types throw what only they find: they know nothing of the inside. */
    private static final Path API = Path.of("src/main/java/io/claimdispatch");

    private static final Pattern ID = Pattern.compile("\"(CLAIM\\d{4})\"");

    private static final Pattern NAMED = Pattern.compile("CLAIM\\d{4}");

    private static final List<List<String>> ROWS =
            Markdown.file("docs/errors.md").rows("CLAIM");

    @Test
    void thePageOfErrorsListsExactlyTheErrorsOfTheCode() throws IOException {
        List<String> ids = idsIn(PROBLEMS);
        SortedSet<String> all = new TreeSet<>(ids);
        try (Stream<Path> files = Files.list(API)) {
            for (Path source : files.filter(Files::isRegularFile).toList()) {
                all.addAll(idsIn(source));
            }
        }

        assertThat(ids).isNotEmpty().isSorted().doesNotHaveDuplicates();
        assertThat(ROWS.stream().map(row -> row.get(0))).containsExactlyElementsOf(all);
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

    private static List<String> idsIn(Path source) throws IOException {
        return ID.matcher(Files.readString(source))
                .results()
                .map(id -> id.group(1))
                .toList();
    }

    @Test
    void everyErrorOnThePageHasAMeaningAndAWayOut() {
        assertThat(ROWS).allSatisfy(row -> assertThat(row).hasSize(3).noneMatch(String::isBlank));
    }
}
