package io.claimdispatch.internal.console.assets;

import java.util.stream.Collectors;

/**
 * Leaves out of a module or a sheet what no browser needs: comments that have lines of their own, indents and empty
 * lines. Comments behind code stay, and so does everything within a line: that would take a parser.
 */
final class Compact {

    private Compact() {}

    static String text(String text) {
        boolean[] isComment = {false};
        return text.lines()
                .map(String::strip)
                .filter(line -> !isCommentOrEmpty(line, isComment))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static boolean isCommentOrEmpty(String line, boolean[] isComment) {
        if (isComment[0] || line.startsWith("/*")) {
            int end = line.indexOf("*/");
            if (!isComment[0] && end >= 0 && end < line.length() - 2) {
                // code stands behind it
                return false;
            }
            isComment[0] = end < 0;
            return true;
        }
        return line.isEmpty() || line.startsWith("//");
    }
}
