package io.claimdispatch.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** The page of faults names tests that there are. */
class FaultsPageTest {

    private static final Markdown PAGE = Markdown.file("docs/faults.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern FAULT = Pattern.compile("[^\n]+\n\n(?!\\*\\*)\\S[^\n]*(\n[^\n]+)*\n\n"
            + "\\*\\*Without the protection\\.\\*\\* [^\n]+(\n[^\n]+)*\n\n(- `\\w+#\\w+`\n?)+");
    private static final Path TESTS = Path.of("src/test/java");

    @Test
    void everyTestNamedOnThePageOfFaultsExists() {
        List<MatchResult> named = NAMED.matcher(PAGE.text()).results().toList();

        assertThat(named).hasSizeGreaterThan(400);
        assertThat(named.stream().filter(each -> !isTest(each.group(1), each.group(2))))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    @Test
    void everyFaultHasADescriptionTheResultWithoutProtectionAndItsTests() {
        List<String> faults = faults(PAGE.prose());

        assertThat(faults)
                .hasSizeGreaterThan(200)
                .allSatisfy(fault -> assertThat(fault).matches(FAULT));
        assertThat(faults.stream().map(fault -> fault.lines().findFirst().orElseThrow()))
                .doesNotHaveDuplicates()
                .allSatisfy(title -> assertThat(title).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void theCheckFindsAFaultWithoutATestOrWithoutItsResult() {
        String whole = "Title\n\nIt was seen.\n\n**Without the protection.** It fails.\n\n- `FaultsPageTest#test`";

        assertThat(whole).matches(FAULT);
        assertThat(whole.replace("- `FaultsPageTest#test`", "- none")).doesNotMatch(FAULT);
        assertThat(whole.replace("**Without the protection.** It fails.\n\n", ""))
                .doesNotMatch(FAULT);
        assertThat(whole.replace("It was seen.\n\n", "")).doesNotMatch(FAULT);
    }

    /** One for each heading of the third level: its title, and all that stands below it. */
    private static List<String> faults(String page) {
        return Arrays.stream(page.split("(?m)^### "))
                .skip(1)
                .map(fault -> fault.replaceFirst("(?ms)^## .*", "").strip())
                .toList();
    }

    @Test
    void theCheckFindsATestThatDoesNotExist() {
        assertThat(isTest("FaultsPageTest", "theCheckFindsATestThatDoesNotExist"))
                .isTrue();
        assertThat(isTest("FaultsPageTest", "isTest")).as("no test").isFalse();
        assertThat(isTest("FaultsPageTest", "removed")).as("no method").isFalse();
        assertThat(isTest("RemovedTest", "removed")).as("no class").isFalse();
    }

    private static boolean isTest(String simpleName, String method) {
        return classes(simpleName)
                .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .anyMatch(each -> each.getName().equals(method) && isTest(each));
    }

    private static boolean isTest(Method method) {
        return !Modifier.isStatic(method.getModifiers())
                && Stream.of(Test.class, ParameterizedTest.class, TestFactory.class)
                        .anyMatch(method::isAnnotationPresent);
    }

    private static Stream<? extends Class<?>> classes(String simpleName) {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files
                    .filter(file -> file.getFileName().toString().equals(simpleName + ".java"))
                    .map(file -> TESTS.relativize(file)
                            .toString()
                            .replaceAll("[/\\\\]", ".")
                            .replaceFirst("\\.java$", ""))
                    .map(FaultsPageTest::load)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, FaultsPageTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
