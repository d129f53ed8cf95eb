package io.claimdispatch.container.server;

import io.claimdispatch.servers.ShortLife;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/** A command line program of a server. */
final class Tool {

    private static final long MINUTES = 3;

    /** Between the servers of two JVMs: none of their ports is so near to another. */
    private static final int STEP = 10;

    private Tool() {}

    /** The number from which the ports of the server of this JVM's tests count. */
    static int port() {
        return Integer.getInteger("server.port.offset", 21_000) + STEP * (number() - 1);
    }

    /** Of this JVM, from one on, among those that the build has run tests at the same time. */
    static int number() {
        return Integer.getInteger("server.number", 1);
    }

    /** What it prints; an error if it fails. */
    static String run(Path program, String... arguments) throws IOException {
        return run(exit -> exit == 0, program, arguments);
    }

    /** The same of a program that says by its exit code what it has found. */
    static String run(IntPredicate success, Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // the Java of this build; each server has a name of its own for it
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("AS_JAVA", System.getProperty("java.home"));
        // a directory bin stands in the server's own
        String options = String.join(
                " ", ShortLife.of(program.toAbsolutePath().getParent().getParent()));
        builder.environment().put("JAVA_OPTS", options);
        builder.environment().put("AS_EXTRA_JAVA_OPTS", options);
        Path output = Files.createTempFile("tool", ".txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || !success.test(process.exitValue())) {
                throw new IOException(command + (ended ? " failed:\n" : " does not end:\n") + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + command, e);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }
}
