package io.claimdispatch.cluster;

import io.claimdispatch.servers.DebianPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The library that gives a process another time: from where it is installed, else from Debian's package of that name. */
final class LibFaketime {

    private static final String PACKAGE = "libfaketime";
    private static final String FILE = "libfaketimeMT.so.1";

    /** So many directories lie below the one into which the package is unpacked. */
    private static final int UNPACKED = 6;

    /** Where it leaves something behind of a process that was killed. */
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private LibFaketime() {}

    /**
     * The library, if it is to be had. Nothing is installed: the package is unpacked below the directory.
     *
     * @param directory where it is looked for, and put
     */
    static Optional<Path> find(Path directory) throws IOException, InterruptedException {
        Optional<Path> there = below(Path.of("/usr/lib"), 3).or(() -> below(directory, UNPACKED));
        if (there.isPresent()) {
            return there;
        }
        DebianPackage.alone(directory, () -> DebianPackage.unpack(directory, PACKAGE));
        return below(directory, UNPACKED);
    }

    /** In one of the directories named after the package: those of the machine's kind lie between. */
    private static Optional<Path> below(Path directory, int depth) {
        try (Stream<Path> all = Files.find(directory, depth, (path, is) -> path.endsWith(Path.of("faketime", FILE)))) {
            return all.findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Removes what the library of a killed process has left in the shared memory. */
    static void tidy(long pid) throws IOException {
        Files.deleteIfExists(SHARED_MEMORY.resolve("faketime_shm_" + pid));
        Files.deleteIfExists(SHARED_MEMORY.resolve("sem.faketime_sem_" + pid));
    }
}
