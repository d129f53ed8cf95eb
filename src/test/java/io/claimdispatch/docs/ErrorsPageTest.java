package io.claimdispatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of errors names the errors that there are. */
class ErrorsPageTest {

    private static final Path PROBLEMS = Path.of("src/main/java/io/claimdispatch/internal/Problems.java");
    private static final Pattern ID = Pattern.compile("\"(CLAIM\\d{4})\"");

    private static final List<List<String>> ROWS =
            Markdown.file("docs/errors.md").rows("CLAIM");

    @Test
    void everyErrorOfTheCodeIsOnThePageAndNoOther() throws IOException {
        List<String> ids = ID.matcher(Files.readString(PROBLEMS))
                .results()
                .map(id -> id.group(1))
                .toList();

        assertThat(ids).isNotEmpty();
        assertThat(ROWS.stream().map(row -> row.get(0))).containsExactlyElementsOf(ids);
    }

    @Test
    void eachHasAMeaningAndAWayOut() {
        assertThat(ROWS).allSatisfy(row -> assertThat(row).hasSize(3).noneMatch(String::isBlank));
    }
}
