package io.claimdispatch.upgrade;

import io.claimdispatch.pipeline.UpgradeNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One {@link UpgradeNode} in a JVM of its own, and what it has noted. */
final class NodeProcess implements AutoCloseable {

    private final String name;
    private final Path notes;
    private final Process process;

    private NodeProcess(String name, Path notes, Process process) {
        this.name = name;
        this.notes = notes;
        this.process = process;
    }

    static NodeProcess start(String name, String classPath, Path folder, List<String> database) throws IOException {
        Path notes = Files.createFile(folder.resolve(name + ".notes"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath,
                UpgradeNode.class.getName(),
                name,
                notes.toString());
        builder.command().addAll(database);
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        return new NodeProcess(name, notes, builder.start());
    }

    String name() {
        return name;
    }

    boolean isOfVersionBefore() {
        return name.startsWith("old-");
    }

    /** The lines that begin with a word, without it. */
    List<String> noted(String word) throws IOException {
        return lines().stream()
                .filter(line -> line.equals(word) || line.startsWith(word + " "))
                .map(line -> line.substring(Math.min(line.length(), word.length() + 1)))
                .toList();
    }

    /** Whether it has noted a word so often; fails if it is not alive any more and has not. */
    boolean hasNoted(String word, int times) throws IOException {
        boolean alive = process.isAlive();
        if (noted(word).size() >= times) {
            return true;
        }
        if (!alive) {
            throw new IllegalStateException(name + " has ended with " + process.exitValue() + ": see its log");
        }
        return false;
    }

    int count(String word) throws IOException {
        return noted(word).size();
    }

    /** Only whole lines: the last one may be half written. */
    private List<String> lines() throws IOException {
        String text = Files.readString(notes);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** It publishes no more, and works on. */
    void quiet() throws IOException {
        tell("quiet");
    }

    /** It ends as an undeployed application does. */
    void stop() throws IOException {
        tell("stop");
    }

    private void tell(String word) throws IOException {
        OutputStream told = process.getOutputStream();
        told.write((word + "\n").getBytes(StandardCharsets.UTF_8));
        told.flush();
    }

    /** Holds it still, or lets it go on. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
