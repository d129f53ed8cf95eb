package io.claimdispatch.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds sentences that name no actor. */
final class Actors {

    private static final Pattern UNNAMED = Pattern.compile("(?i)\\b(?:nobody|somebody|whoever|everybody|anybody)\\b");

    private static final Set<String> KINDS = Set.of("java", "sql", "md", "js");

    private Actors() {}

    /** The lines below the folders where such a word is, each with its file. */
    static List<String> unnamed(Path... folders) {
        return Stream.of(folders).flatMap(Actors::inFolder).toList();
    }

    private static Stream<String> inFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> Files.isRegularFile(file) && KINDS.contains(kind(file)))
                    .flatMap(Actors::inFile)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> inFile(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> UNNAMED.matcher(line).find())
                    .map(line -> file.getFileName() + ": " + line.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kind(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
