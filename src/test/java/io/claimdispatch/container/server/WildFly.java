package io.claimdispatch.container.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;

/** WildFly, by its command line. */
record WildFly(Path home, int offset) implements Server {

    private static final int MANAGEMENT = 9_990;
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
     * is younger than the last look is not there yet.
     */
    @Override
    public String batchExecution(String application, String job, long execution) throws IOException {
        String war = application + ".war";
        String id = Long.toString(execution);
        await().atMost(LIST_RENEWED).until(() -> isListed(war, job, id));
        return cli("--command=/deployment=" + war + "/subsystem=batch-jberet/job=" + job + "/execution=" + id
                + ":read-resource(include-runtime=true)");
    }

    private boolean isListed(String war, String job, String execution) throws IOException {
        ModelNode request = new ModelNode();
        request.get("operation").set("read-resource");
        request.get("include-runtime").set(true);
        request.get("address").setEmptyList();
        request.get("address")
                .add("deployment", war)
                .add("subsystem", "batch-jberet")
                .add("job", job)
                .add("execution", execution);
        try (ModelControllerClient client = ModelControllerClient.Factory.create("127.0.0.1", managementPort())) {
            return client.execute(request).get("outcome").asString().equals("success");
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
