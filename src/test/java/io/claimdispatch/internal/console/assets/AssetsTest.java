package io.claimdispatch.internal.console.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of the page: nothing but what is listed is served, and nothing that the policy of the page refuses. */
class AssetsTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/claimdispatch/internal/console/assets/files");

    /** The budget of the whole page in English. */
    private static final int MOST_GZIPPED = 45 * 1024;

    /** And of another language, which only its users load. */
    private static final int MOST_GZIPPED_LANGUAGE = 9 * 1024;

    /** And of a part that only those load who look at it. */
    private static final int MOST_GZIPPED_PART = 6 * 1024;

    private static final List<String> PARTS = List.of("admin.js", "batch.js", "bulk.js");

    private static final Pattern IMPORT = Pattern.compile("(?:from |import\\()\"([^\"]+)\"");

    private static final Pattern IMPORT_OF_ALL = Pattern.compile("from \"\\./(\\w+\\.m?js)\"");

    private static final String GERMAN = "german.js";

    /** Texts in calls of {@code t}, {@code say} and {@code k}; those of {@code plural}; and lines of the translation. */
    private static final Pattern SAID = Pattern.compile("\\b(?:t|say|k)\\(\\s*\"([^\"]*)\"");

    private static final Pattern COUNTED = Pattern.compile("\\bplural\\([^\"]*\"([^\"]*)\", \"([^\"]*)\"");
    private static final Pattern TRANSLATED = Pattern.compile("(?m)^  (?:\"([^\"]*)\"|(\\w+)):\\s+\"([^\"]*)\",$");

    private final Assets assets = new Assets();

    private static String read(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }

    private String folder() {
        String page = new String(assets.page().bytes(), StandardCharsets.UTF_8);
        return page.replaceAll("(?s).*\"assets/([0-9a-f]{16})/main.js\".*", "$1");
    }

    @Test
    void theListHasEveryFileOfTheFolderAndNoOther() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals(Assets.PAGE)))
                    .containsExactlyInAnyOrderElementsOf(Assets.NAMES);
        }
    }

    @Test
    void onlyWhatIsListedIsFoundAndOnlyUnderItsHash() {
        assertThat(assets.find(folder() + "/main.js")).isPresent();
        for (String address : List.of(
                "main.js",
                folder() + "/index.html",
                folder() + "/../Assets.class",
                folder() + "//main.js",
                "0000000000000000/main.js",
                folder())) {
            assertThat(assets.find(address)).as(address).isEmpty();
        }
    }

    @Test
    void everyModuleImportsFilesOfTheList() throws IOException {
        for (String name : Assets.NAMES) {
            if (name.endsWith(".js")) {
                assertThat(IMPORT.matcher(read(name)).results().map(line -> line.group(1)))
                        .as(name)
                        .allSatisfy(file -> assertThat(Assets.NAMES).contains(file.replaceFirst("^\\./", "")));
            }
        }
    }

    @Test
    void noModuleOfOursWritesMarkupFromTextOrRunsIt() throws IOException {
        for (String name : Assets.NAMES) {
            if (name.endsWith(".js")) {
                assertThat(read(name))
                        .as(name)
                        .doesNotContain(
                                "innerHTML",
                                "outerHTML",
                                "dangerouslySetInnerHTML",
                                "insertAdjacentHTML",
                                "document.write",
                                "eval(",
                                "new Function",
                                "style=",
                                "http://",
                                "https://");
            }
        }
        assertThat(read("console.css")).doesNotContain("@import", "url(");
        assertThat(read(Assets.PAGE)).doesNotContain("<style", "style=", "onload", "http");
    }

    @Test
    void everyTextHasItsGermanOneAndNoOther() throws IOException {
        Set<String> texts = new TreeSet<>();
        for (String name : Assets.NAMES) {
            if (name.endsWith(".js") && !name.equals(GERMAN)) {
                String module = read(name);
                SAID.matcher(module).results().forEach(said -> texts.add(said.group(1)));
                COUNTED.matcher(module).results().forEach(said -> texts.addAll(List.of(said.group(1), said.group(2))));
            }
        }

        assertThat(texts)
                .hasSizeGreaterThan(100)
                .containsExactlyInAnyOrderElementsOf(TRANSLATED
                        .matcher(read(GERMAN))
                        .results()
                        .map(line -> line.group(1) == null ? line.group(2) : line.group(1))
                        .toList());
    }

    @Test
    void aGermanTextHasTheValuesOfTheEnglishOne() throws IOException {
        Pattern value = Pattern.compile("[*`]?\\{\\w+}[*`]?");
        TRANSLATED.matcher(read(GERMAN)).results().forEach(line -> {
            String english = line.group(1) == null ? line.group(2) : line.group(1);

            assertThat(value.matcher(line.group(3)).results().map(MatchResult::group))
                    .as(english)
                    .containsExactlyInAnyOrderElementsOf(value.matcher(english)
                            .results()
                            .map(MatchResult::group)
                            .toList());
        });
    }

    private int gzipped(String name) {
        return assets.find(folder() + "/" + name).orElseThrow().gzipped().length;
    }

    @Test
    void thePageIsSmall() throws IOException {
        for (String name : Assets.NAMES) {
            if (name.endsWith(".js")) {
                assertThat(IMPORT_OF_ALL.matcher(read(name)).results().map(line -> line.group(1)))
                        .as("what every user of %s loads", name)
                        .doesNotContain(GERMAN)
                        .doesNotContainAnyElementsOf(PARTS);
            }
        }

        assertThat(assets.page().gzipped().length
                        + Assets.NAMES.stream()
                                .filter(name -> !name.endsWith(".txt") && !name.equals(GERMAN) && !PARTS.contains(name))
                                .mapToInt(this::gzipped)
                                .sum())
                .isLessThan(MOST_GZIPPED);
        assertThat(gzipped(GERMAN)).isLessThan(MOST_GZIPPED_LANGUAGE);
        assertThat(PARTS).allSatisfy(name -> assertThat(gzipped(name)).as(name).isLessThan(MOST_GZIPPED_PART));
    }

    /** As their packages on npm have them. */
    @ParameterizedTest
    @CsvSource({
        "preact.mjs, preact 11.2.0, bdcbd9abdf2c77c5c45326eab42191e949222d479d0d5f69467387a77040cb55",
        "htm.mjs, htm 3.1.1, ab33dd3f38059b9be4d5f5350128eefb2356639c4e0bbe9d9e8b3ba75847e9e4"
    })
    void theFilesOfOthersAreUnchangedAndHaveTheirLicences(String name, String version, String checksum)
            throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FOLDER.resolve(name)));

        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(checksum);
        assertThat(read("licences.txt")).contains(version + " (" + name + ")");
    }
}
