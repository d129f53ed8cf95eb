package io.claimdispatch.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The driver's end of a {@link ContenderProcess}. */
final class RemoteContender implements AutoCloseable {

    /** Room for a round's rows several times over, so that collecting garbage decides nothing. */
    static final String HEAP = "1g";

    private static final long END_SECONDS = 30;

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream orders;

    /**
     * Starts the JVM and waits until the contender is ready.
     *
     * @param name stands in messages, and names the log file
     * @param arguments those of {@link ContenderProcess}
     * @param classPath its class path
     * @param log the folder of log files
     */
    RemoteContender(String name, List<String> arguments, String classPath, Path log) throws IOException {
        this.name = name;
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + HEAP,
                "-Xmx" + HEAP,
                "-cp",
                classPath,
                ContenderProcess.class.getName());
        builder.command().addAll(arguments);
        File file = log.resolve(name.replaceAll("[^a-z0-9-]+", "-") + ".log").toFile();
        // where some of them leave files
        process = builder.directory(log.toFile()).redirectError(file).start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answer();
    }

    void prepare(int rows) throws IOException {
        ask("prepare " + rows);
    }

    /** How long it took, and how much CPU its JVM took. */
    Run run() throws IOException {
        String[] figures = ask("run").split(" ");
        return new Run(
                Long.parseLong(figures[1]),
                Long.parseLong(figures[2]),
                Long.parseLong(figures[3]),
                Long.parseLong(figures[4]));
    }

    void verify() throws IOException {
        ask("verify");
    }

    private String ask(String order) throws IOException {
        orders.println(order);
        return answer();
    }

    private String answer() throws IOException {
        String answer = answers.readLine();
        if (answer == null || !answer.startsWith("ok")) {
            throw new IllegalStateException(name + ": " + (answer == null ? "its JVM has ended" : answer));
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        answers.close();
    }

    /**
     * One run.
     *
     * @param nanos from the first order to the last row stored as done
     * @param cpuNanos of the contender's JVM
     * @param medianNanos of the latencies, if the case is about them
     * @param worstNanos their 99th percentile
     */
    record Run(long nanos, long cpuNanos, long medianNanos, long worstNanos) {}
}
