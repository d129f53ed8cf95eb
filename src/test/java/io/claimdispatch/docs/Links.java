package io.claimdispatch.docs;

import java.util.List;
import java.util.regex.Pattern;

/** The links of a page to files of the project. */
final class Links {

    private static final Pattern TO_FILE = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private Links() {}

    static List<String> of(Markdown page) {
        return TO_FILE.matcher(page.text()).results().map(link -> link.group(1)).toList();
    }
}
