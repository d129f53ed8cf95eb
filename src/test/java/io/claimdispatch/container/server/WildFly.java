package io.claimdispatch.container.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** WildFly, by its command line. */
record WildFly(Path home, int offset) implements Server {

    private static final int MANAGEMENT = 9_990;
    private static final String NOT_FOUND = "WFLYCTL0216";
    private static final Duration LIST_RENEWED = Duration.ofSeconds(30);

    int managementPort() {
        return MANAGEMENT + offset;
    }

    @Override
    public void configure() throws IOException {
        cli("--file=" + Path.of("wildfly-config", "postgresql.cli").toAbsolutePath());
    }

    @Override
    public String postgreSql() {
        return "java:jboss/datasources/PostgreSQL";
    }

    /**
     * It lists the executions of a job anew every three seconds at most ({@code BatchJobExecutionResource}), so that one that
     * is younger than the last look is not there yet; whoever looks has to look again.
     */
    @Override
    public String batchExecution(String application, String job, long execution) throws IOException {
        String command = "--command=/deployment=" + application + ".war/subsystem=batch-jberet/job=" + job
                + "/execution=" + execution + ":read-resource(include-runtime=true)";
        return await().atMost(LIST_RENEWED)
                .until(() -> shown(command), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> shown(String command) throws IOException {
        try {
            return Optional.of(cli(command));
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains(NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String cli(String what) throws IOException {
        return Tool.run(
                home.resolve("bin").resolve("jboss-cli.sh"),
                "--connect",
                "--controller=127.0.0.1:" + managementPort(),
                what);
    }
}
