package io.claimdispatch.container.server;

import io.claimdispatch.container.TestWar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Payara Micro: a process that is begun with all that it is to have, and has no command line once it runs. The commands that it
 * knows are run by its own API, in {@code src/test/servers/payara-micro}.
 */
record PayaraMicro(Path home, int portBase) implements Server {

    private static final int HTTP = 80;
    private static final long MINUTES = 2;

    /** There is one for the whole run of the tests. */
    private static @Nullable Running running;

    int port() {
        return portBase + HTTP;
    }

    /** What it has is said when it starts. */
    @Override
    public void configure() {}

    @Override
    public String postgreSql() {
        return "jdbc/PostgreSQL";
    }

    @Override
    public String batchExecution(String application, String job, long execution) throws IOException {
        return asadmin("list-batch-job-executions", "-l", "--executionid", Long.toString(execution));
    }

    void start() throws IOException {
        Path jar = home.resolve("payara-micro.jar").toAbsolutePath();
        List<String> command = new ArrayList<>();
        command.add(
                Path.of(System.getProperty("server.java.home"), "bin", "java").toString());
        command.add("-Xmx768m");
        // the default database is a server, too
        command.add("-Dh2.bindAddress=127.0.0.1");
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            for (String packages : manifest.getValue("Add-Exports").split(" +")) {
                command.add("--add-exports=" + packages + "=ALL-UNNAMED");
            }
            for (String packages : manifest.getValue("Add-Opens").split(" +")) {
                command.add("--add-opens=" + packages + "=ALL-UNNAMED");
            }
        }
        command.addAll(List.of(
                "-cp",
                jar.toString(),
                Path.of("src/test/servers/payara-micro/PayaraMicroShell.java")
                        .toAbsolutePath()
                        .toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--port",
                Integer.toString(port()),
                "--rootdir",
                Files.createDirectories(home.resolve("root")).toAbsolutePath().toString(),
                "--prebootcommandfile",
                Path.of("src/test/servers/payara-micro/loopback.asadmin")
                        .toAbsolutePath()
                        .toString(),
                "--addlibs",
                TestWar.jarOf(org.postgresql.Driver.class).getPath(),
                "--postbootcommandfile",
                Path.of("payara-config/postgresql.asadmin").toAbsolutePath().toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(home.resolve("server.log").toFile())
                .start();
        running = new Running(
                process,
                new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true),
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        Answer ready = running.answer();
        if (!ready.status().equals("ready")) {
            throw new IOException("not ready, but " + ready);
        }
        // it continues without them
        List<String> failed = Files.readAllLines(home.resolve("server.log")).stream()
                .filter(line -> line.matches(" *Boot Command .* failed .*"))
                .toList();
        if (!failed.isEmpty()) {
            throw new IOException(failed.toString());
        }
    }

    void stop() throws IOException {
        running.commands().close();
        try {
            if (!running.process().waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("it still runs, and is killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            running.process().destroyForcibly();
        }
    }

    /** What it says; an error if the command fails. */
    String asadmin(String... command) throws IOException {
        synchronized (PayaraMicro.class) {
            running.commands().println(String.join("\t", command));
            Answer answer = running.answer();
            if (!answer.status().equals("SUCCESS")) {
                throw new IOException(List.of(command) + ": " + answer);
            }
            return answer.text();
        }
    }

    private record Answer(String status, String text) {}

    private record Running(Process process, PrintWriter commands, BufferedReader answers) {

        Answer answer() throws IOException {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                String[] parts = line.split("\t", -1);
                if (parts.length == 3 && parts[0].equals("answer")) {
                    byte[] text = Base64.getDecoder().decode(parts[2]);
                    return new Answer(parts[1], new String(text, StandardCharsets.UTF_8));
                }
            }
            throw new IOException("it has ended; see server.log in its directory");
        }
    }
}
