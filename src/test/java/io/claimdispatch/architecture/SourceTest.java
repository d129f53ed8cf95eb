package io.claimdispatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no class file shows: how long a class is, and whether it says what it is for. */
class SourceTest {

    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path API = MAIN.resolve(Path.of("io", "claimdispatch"));

    private static final Path TESTS = Path.of("src", "test", "java");

    private static final int LONGEST = 300;
    private static final int LONGEST_TEST = 400;

    /** To be split once the work on the console's page is done. */
    private static final Set<String> LONG_TESTS =
            Set.of("ConsoleReadsTest.java", "ConsoleMatrixTest.java", "ConsoleActionsBrowserTest.java");

    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path DEMO = Path.of("src", "demo");
    private static final Path DOCS = Path.of("docs");

    /** A time of so many seconds, for example. */
    private static final Pattern WAIT = Pattern.compile(
            "Duration\\.of(Nanos|Millis|Seconds|Minutes)\\(\\d|TimeUnit\\.\\w+\\.(toNanos|toMillis|sleep)\\(\\d");

    /** An example in Javadoc waits for nothing. */
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*.*?\\*/");

    private static final Pattern SENTENCE_END = Pattern.compile("\\.\\s");

    /** Where the waits stand, defaults of settings, and times that nothing waits for: how long a thread works, or looks back. */
    private static final Set<String> MAY_SAY_HOW_LONG = Set.of(
            "Timings.java",
            "ConsoleTimings.java",
            "Ticker.java",
            "Settings.java",
            "RetrySettings.java",
            "RetentionSettings.java",
            "ClaimWindow.java",
            "NodesView.java",
            "StatisticsReads.java",
            "StatisticsSums.java",
            "OverviewView.java",
            "TaskPool.java",
            "StatementProbe.java");

    @Test
    void howLongANodeWaitsStandsInTimingsAlone() {
        assertThat(waits(MAIN)).isEmpty();
    }

    @Test
    void aWaitElsewhereIsFound(@TempDir Path sources) throws IOException {
        Files.writeString(sources.resolve("Timings.java"), "return Duration.ofSeconds(1);");
        Files.writeString(sources.resolve("Computed.java"), "Duration.ofSeconds(seconds)");
        Files.writeString(sources.resolve("Example.java"), "/**\n * Outcome.snoozeFor(Duration.ofMinutes(5))\n */");
        Files.writeString(sources.resolve("Own.java"), "Duration PAUSE = Duration.ofMillis(100);");
        Files.writeString(sources.resolve("Older.java"), "long NANOS = TimeUnit.SECONDS.toNanos(5);");

        assertThat(waits(sources)).containsExactlyInAnyOrder("Own.java", "Older.java");
    }

    /** Dialects have no beans: what they wait for is their database's affair. */
    private static List<String> waits(Path folder) {
        return sources(folder).stream()
                .filter(source -> !source.toString().contains("dialect"))
                .filter(source -> WAIT.matcher(COMMENT.matcher(read(source)).replaceAll(""))
                        .find())
                .map(source -> source.getFileName().toString())
                .filter(name -> !MAY_SAY_HOW_LONG.contains(name))
                .toList();
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachPackageSaysInTwoSentencesWhatLivesThereAndWhatItMayTouch() {
        assertThat(shortDescriptions(MAIN)).isEmpty();
    }

    @Test
    void aPackageThatSaysOnlyWhatLivesThereIsFound(@TempDir Path sources) throws IOException {
        Path one = Files.createDirectory(sources.resolve("one"));
        Path two = Files.createDirectory(sources.resolve("two"));
        Files.writeString(one.resolve("package-info.java"), "/** The rows of a table. */\npackage one;");
        Files.writeString(
                two.resolve("package-info.java"), "/** The rows of a table.\n * Uses the API. */\npackage two;");

        assertThat(shortDescriptions(sources)).containsExactly("one");
    }

    @Test
    void whatAPackageSaysOfOtherPackagesIsTrue() {
        assertThat(new PackageInfos(MAIN, "io.claimdispatch").falseStatements()).isEmpty();
    }

    @Test
    void aFalseStatementAboutAnotherPackageIsFound(@TempDir Path sources) throws IOException {
        describe(
                sources,
                "claim",
                "Claims rows. Uses {@code store}, {@code\n * dispatch} and {@code store.statements}.");
        describe(sources, "store", "The table. Knows no step; does not know {@code claim}.");
        describe(sources, "dispatch", "Runs rows; does not know {@code claim}. Only {@code claim} knows it.");

        assertThat(new PackageInfos(sources, "io.claimdispatch").falseStatements())
                .contains(
                        "claim names store.statements, which does not exist",
                        "dispatch may use claim",
                        "internal.claim may not use dispatch",
                        "internal.upkeep may use dispatch too");

        describe(sources, "claim", "Claims rows. Uses {@code store} and {@code dispatch}.");

        assertThat(new PackageInfos(sources, "io.claimdispatch").falseStatements())
                .contains("claim may not use dispatch")
                .noneMatch(found -> found.startsWith("store ") || found.endsWith(" store"));
    }

    private static void describe(Path sources, String name, String text) throws IOException {
        Path folder = Files.createDirectories(
                sources.resolve("io/claimdispatch/internal").resolve(name));
        Files.writeString(
                folder.resolve("package-info.java"),
                "/**\n * " + text + "\n */\n@NullMarked\npackage io.claimdispatch.internal." + name + ";");
    }

    @Test
    void aTestClassNamesItsTestsInOneStyle() {
        assertThat(TestNames.mixed(TESTS)).isEmpty();
    }

    @Test
    void aTestClassThatNamesItsTestsInTwoStylesIsFound(@TempDir Path sources) throws IOException {
        Files.writeString(
                sources.resolve("Mixed.java"),
                "@Test\nvoid a_row_is_claimed() {}\n@ParameterizedTest\n@CsvSource({\"a\"})\nvoid aRowIsDone(String a) {}");
        Files.writeString(sources.resolve("Snake.java"), "@Test\nvoid a_row_is_claimed() {}\nvoid helperOfIt() {}");
        Files.writeString(sources.resolve("Camel.java"), "@Test\nvoid aRowIsClaimed() {}\nvoid a_helper() {}");

        assertThat(TestNames.mixed(sources)).containsExactly("Mixed.java");
    }

    @Test
    void everySentenceNamesItsActor() {
        assertThat(Actors.unnamed(MAIN, RESOURCES, DEMO, DOCS)).isEmpty();
    }

    @Test
    void aSentenceWithoutAnActorIsFound(@TempDir Path sources) throws IOException {
        Files.writeString(sources.resolve("Claims.java"), "/** Rows that nobody claims. */");
        Files.writeString(sources.resolve("derby.sql"), "-- Whoever renews it.\nSELECT 1");
        Files.writeString(sources.resolve("page.md"), "The operator pauses it.\nEverybody can read it.");
        Files.writeString(sources.resolve("types.js"), "// somebody pauses it");
        Files.writeString(sources.resolve("Names.java"), "String somebodys, nobodyElse;");

        assertThat(Actors.unnamed(sources))
                .containsExactlyInAnyOrder(
                        "Claims.java: /** Rows that nobody claims. */",
                        "derby.sql: -- Whoever renews it.",
                        "page.md: Everybody can read it.",
                        "types.js: // somebody pauses it");
    }

    private static List<String> shortDescriptions(Path folder) {
        return sources(folder).stream()
                .filter(source -> source.endsWith("package-info.java"))
                .filter(source -> SENTENCE_END.matcher(read(source)).results().count() < 2)
                .map(source -> source.getParent().getFileName().toString())
                .toList();
    }

    @Test
    void noClassIsLongerThanThreeHundredLines() {
        assertThat(sources(MAIN)).isNotEmpty();
        assertThat(tooLong(MAIN, LONGEST)).isEmpty();
    }

    @Test
    void noTestIsLongerThanFourHundredLines() {
        assertThat(sources(TESTS)).isNotEmpty();
        assertThat(tooLong(TESTS, LONGEST_TEST)).allMatch(found -> LONG_TESTS.contains(found.split(" ", 2)[0]), "long");
    }

    @Test
    void aClassOfMoreThanThreeHundredLinesIsFound(@TempDir Path sources) throws IOException {
        Files.writeString(sources.resolve("Fits.java"), "\n".repeat(LONGEST));
        Files.writeString(sources.resolve("TooLong.java"), "\n".repeat(LONGEST + 1));

        assertThat(tooLong(sources, LONGEST)).containsExactly("TooLong.java has 301 lines");
        assertThat(tooLong(sources, LONGEST_TEST)).isEmpty();
    }

    /** The upgrade under load, which the build does not run, compiles it for version 1 of the schema as well. */
    @Test
    void theNodeOfTheUpgradeNamesOnlyWhatTheVersionBeforeHas() {
        String source = read(Path.of("src/test/java/io/claimdispatch/pipeline/UpgradeNode.java"));

        assertThat(Pattern.compile("import (io\\.claimdispatch\\.\\S+);")
                        .matcher(source)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly(
                        "io.claimdispatch.Job",
                        "io.claimdispatch.Publication",
                        "io.claimdispatch.internal.store.Databases");
    }

    @Test
    void noImportGoesAgainstTheSteps() {
        assertThat(againstTheSteps(MAIN)).isEmpty();
    }

    @Test
    void anImportAgainstTheStepsIsFoundEvenIfItIsOnlyOfAConstant(@TempDir Path sources) throws IOException {
        Files.writeString(sources.resolve("Heartbeat.java"), """
                package io.claimdispatch.internal.upkeep;

                import static io.claimdispatch.internal.node.NodeStart.ORDER;

                import io.claimdispatch.Job;
                import io.claimdispatch.internal.claim.InFlight;
                import java.time.Duration;
                """);

        assertThat(againstTheSteps(sources)).containsExactly("internal.upkeep imports internal.node");
    }

    @Test
    void everyPublicTypeAndMemberIsDocumented() {
        List<Path> published = Stream.concat(directly(API).stream(), sources(API.resolve("spi")).stream())
                .toList();

        assertThat(published).isNotEmpty();
        assertThat(Undocumented.in(published)).isEmpty();
    }

    @Test
    void anUndocumentedDeclarationIsFound(@TempDir Path sources) throws IOException {
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

    private static List<String> tooLong(Path folder, int longest) {
        return sources(folder).stream()
                .filter(source -> lines(source) > longest)
                .map(source -> source.getFileName() + " has " + lines(source) + " lines")
                .toList();
    }

    /** The compiler copies constants, so that a class file does not show where they come from. */
    private static List<String> againstTheSteps(Path folder) {
        return sources(folder).stream()
                .flatMap(source -> {
                    String user = named(source, "package ").findFirst().orElse("");
                    return named(source, "import ")
                            .filter(used -> !mayUse(user, used))
                            .map(used -> user + " imports " + used);
                })
                .toList();
    }

    private static boolean mayUse(String user, String used) {
        return Steps.of(user)
                .flatMap(step -> Steps.of(used).map(other -> Steps.mayUse(step, other)))
                .orElse(true);
    }

    /** The packages of ours, without the root, in those lines of a source. */
    static Stream<String> named(Path source, String keyword) {
        Pattern ours = Pattern.compile(keyword + "(?:static )?io\\.claimdispatch((?:\\.[a-z][a-z0-9]*)*)[.;].*");
        return text(source).stream()
                .map(ours::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1).isEmpty() ? Steps.API : line.group(1).substring(1));
    }

    private static int lines(Path source) {
        return text(source).size();
    }

    private static List<String> text(Path source) {
        try {
            return Files.readAllLines(source);
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
