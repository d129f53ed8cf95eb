package io.claimdispatch.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Packages of Debian for a test, on machines that have its archive at hand. Nothing is installed. */
public final class DebianPackage {

    private DebianPackage() {}

    /** Something that fetches packages. */
    public interface Fetching {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Runs what fetches packages into a directory, while no other JVM does: tests run in several, and one that found half of a
     * package would take it for a program that does not start.
     *
     * @param directory made if it is missing
     */
    public static void alone(Path directory, Fetching fetching) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        try (FileChannel file = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (lock.isValid()) {
                fetching.run();
            }
        }
    }

    /**
     * Unpacks packages into {@code unpacked} below the directory. What cannot be had is left out, and so is everything on a machine
     * that is no Debian.
     *
     * @param directory made if it is missing; also gets the logs of the commands
     * @param names of packages
     */
    public static void unpack(Path directory, String... names) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        for (String name : names) {
            run(directory, "apt-get", "download", name);
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path each :
                    files.filter(file -> file.toString().endsWith(".deb")).toList()) {
                run(directory, "dpkg", "-x", each.toAbsolutePath().toString(), "unpacked");
            }
        }
    }

    /**
     * Names what apt would install for packages, themselves included, on this machine as it is. Nothing on one that is no
     * Debian.
     *
     * @param directory made if it is missing; also gets the logs of the commands
     */
    public static String[] missing(Path directory, String... names) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        List<String> command = new ArrayList<>(List.of("apt-get", "install", "--simulate", "--no-install-recommends"));
        command.addAll(List.of(names));
        run(directory, command.toArray(String[]::new));
        Path log = directory.resolve("apt-get.log");
        if (!Files.exists(log)) {
            return new String[0];
        }
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("Inst "))
                .map(line -> line.split(" ", 3)[1])
                .toArray(String[]::new);
    }

    /** Where programs that were unpacked find the libraries beside them, for {@code LD_LIBRARY_PATH}. */
    public static String libraries(Path directory) throws IOException {
        Path libraries = directory.resolve("unpacked/usr/lib");
        if (!Files.exists(libraries)) {
            return "";
        }
        try (Stream<Path> folders = Files.find(libraries, 2, (path, is) -> is.isDirectory())) {
            return folders.map(folder -> folder.toAbsolutePath().toString()).collect(Collectors.joining(":"));
        }
    }

    private static void run(Path directory, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve(command[0] + ".log").toFile())
                    .start();
            try {
                process.waitFor(1, TimeUnit.MINUTES);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // not a Debian
        }
    }
}
