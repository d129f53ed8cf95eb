package io.claimdispatch.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** As much of a Markdown file as the tests ask for: fenced blocks, headings, and rows of tables. */
public final class Markdown {

    private static final String FENCE = "```";
    private static final Pattern HEADING = Pattern.compile("#{1,6} ");
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

    private final List<String> lines;

    private Markdown(List<String> lines) {
        this.lines = lines;
    }

    /**
     * What stands between two fences.
     *
     * @param language behind the first fence
     * @param text without the fences
     */
    public record Block(String language, String text) {}

    /** A file of the project, by its path below the root. */
    public static Markdown file(String path) {
        try {
            return of(Files.readString(Path.of(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Markdown of(String text) {
        return new Markdown(text.lines().toList());
    }

    /** In their order, found as {@code .ci/run} finds them. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Optional<String> language = Optional.empty();
        List<String> inside = new ArrayList<>();
        for (String line : lines) {
            if (!line.strip().startsWith(FENCE)) {
                inside.add(line);
            } else if (language.isPresent()) {
                blocks.add(new Block(language.get(), String.join("\n", inside)));
                language = Optional.empty();
            } else {
                language = Optional.of(line.strip().substring(FENCE.length()));
                inside.clear();
            }
        }
        return blocks;
    }

    /** What stands outside of the fences. */
    public String prose() {
        List<String> outside = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (line.strip().startsWith(FENCE)) {
                inside = !inside;
            } else if (!inside) {
                outside.add(line);
            }
        }
        return String.join("\n", outside);
    }

    /** What links can name on this page: each heading in small letters, with hyphens for spaces, as GitHub makes it. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        prose().lines().filter(line -> HEADING.matcher(line).lookingAt()).forEach(line -> {
            String text = LINK.matcher(line.replaceFirst("^#+ ", "")).replaceAll("$1");
            String anchor = NOT_IN_ANCHORS
                    .matcher(text.strip().toLowerCase(Locale.ROOT))
                    .replaceAll("")
                    .replace(' ', '-');
            String free = anchor;
            for (int again = 1; !anchors.add(free); again++) {
                free = anchor + "-" + again;
            }
        });
        return anchors;
    }

    /** The cells of all rows whose first cell begins with this, of whichever table. */
    public List<List<String>> rows(String firstCell) {
        return lines.stream()
                .filter(line -> line.startsWith("| " + firstCell))
                .map(line -> Arrays.stream(
                                line.substring(1, line.lastIndexOf('|')).split(" \\| ", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** Everything. */
    public String text() {
        return String.join("\n", lines);
    }
}
