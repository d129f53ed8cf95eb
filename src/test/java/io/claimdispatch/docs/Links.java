package io.claimdispatch.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The links of a page to files of the project, and to headings of its pages. */
final class Links {

    private static final Pattern INSIDE = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");

    private Links() {}

    /**
     * One link.
     *
     * @param file as the page writes it, empty for the page itself
     * @param anchor empty if the link names none
     */
    record Link(String file, String anchor) {}

    static List<Link> of(Markdown page) {
        return INSIDE.matcher(page.prose())
                .results()
                .map(link -> new Link(link.group(1), link.group(2) == null ? "" : link.group(2)))
                .toList();
    }

    /** Those that lead nowhere: to no file, or to no heading of its page. */
    static List<Link> deadOn(String path, Markdown page) {
        return of(page).stream().filter(link -> isDead(path, page, link)).toList();
    }

    private static boolean isDead(String path, Markdown page, Link link) {
        if (link.file().isEmpty()) {
            return !page.anchors().contains(link.anchor());
        }
        Path target = Path.of(path).resolveSibling(link.file()).normalize();
        if (!Files.exists(target)) {
            return true;
        }
        return !link.anchor().isEmpty()
                && !Markdown.file(target.toString()).anchors().contains(link.anchor());
    }
}
