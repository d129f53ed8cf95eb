package io.claimdispatch.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at the names of tests. */
final class TestNames {

    private static final Pattern TEST =
            Pattern.compile("(?s)@(?:Test|ParameterizedTest|RepeatedTest)\\b.*?\\bvoid (\\w+)\\(");
    private static final Pattern CAMEL = Pattern.compile("[a-z][A-Z]");

    private TestNames() {}

    /** The classes that name some tests with underscores, and others without. */
    static List<String> mixed(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> isMixed(read(file)))
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMixed(String source) {
        List<String> names =
                TEST.matcher(source).results().map(found -> found.group(1)).toList();
        return names.stream().anyMatch(name -> name.contains("_"))
                && names.stream().anyMatch(name -> CAMEL.matcher(name).find());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
