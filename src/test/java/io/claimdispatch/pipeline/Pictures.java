package io.claimdispatch.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures of pages, for people to look at: written where the property {@code console.pictures} says, if it does. */
final class Pictures {

    private static final String FOLDER = "console.pictures";

    private Pictures() {}

    /** Named after the view, the width, and whether it is dark. */
    static void keep(Chromium browser, String view, int width, boolean isDark) throws IOException {
        String folder = System.getProperty(FOLDER);
        if (folder == null) {
            return;
        }
        String name = view.isEmpty()
                ? "overview"
                : view.replaceAll("\\?view=|&id=\\d+", "").replaceAll("\\W", "-");
        Path file = Path.of(folder, name + "-" + width + (isDark ? "-dark" : "-light") + ".png");
        Files.createDirectories(file.getParent());
        Files.write(file, browser.picture());
    }
}
