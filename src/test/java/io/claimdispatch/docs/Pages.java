package io.claimdispatch.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Markdown pages of the project, by their paths below the root. */
public final class Pages {

    private static final Path ROOT = Path.of("");

    private static final String DECISIONS = "docs/adr/";

    private Pages() {}

    /** All pages: those of the root, of the guides and decisions, and those beside a server's configuration. */
    public static List<String> all() {
        return Stream.of(files(ROOT, 1), files(Path.of("docs"), Integer.MAX_VALUE), besideConfigurations())
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    /** All but the decisions, which say what was at their time. */
    public static List<String> ofNow() {
        return all().stream().filter(page -> !page.startsWith(DECISIONS)).toList();
    }

    /** The fenced blocks of a language, on all of these pages. */
    static List<String> blocks(List<String> pages, String language) {
        return pages.stream()
                .flatMap(page -> Markdown.file(page).blocks().stream())
                .filter(block -> block.language().equals(language))
                .map(Markdown.Block::text)
                .toList();
    }

    private static List<String> besideConfigurations() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> folder.toString().endsWith("-config"))
                    .flatMap(folder -> files(folder, 1).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.map(file -> file.toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
