package io.claimdispatch.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options for JVMs of WildFly that live for seconds or minutes: they have more of a quick start than of quick code. */
public final class ShortLife {

    private static final List<String> ALWAYS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // else the classes of a boot cost three full collections
            "-XX:MetaspaceSize=128m");

    private ShortLife() {}

    /** Without an archive of classes, which other options of the JVM could not use. */
    static List<String> withoutArchive() {
        return ALWAYS;
    }

    /**
     * With the archive of classes that the build has made, if it has. A JVM that cannot use it goes on without.
     *
     * @param server the provisioned server
     */
    public static List<String> of(Path server) {
        Path archive = archive(server).toAbsolutePath();
        // scripts split their options at spaces
        if (!Files.exists(archive) || archive.toString().contains(" ")) {
            return ALWAYS;
        }
        List<String> options = new ArrayList<>(ALWAYS);
        options.add("-XX:SharedArchiveFile=" + archive);
        return options;
    }

    static Path archive(Path server) {
        return server.resolve("classes.jsa");
    }
}
