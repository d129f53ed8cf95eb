package io.claimdispatch.container.server;

import java.io.IOException;
import java.nio.file.Path;

/** WildFly, by its command line. */
record WildFly(Path home, int offset) implements Server {

    private static final int MANAGEMENT = 9_990;

    @Override
    public void configure() throws IOException {
        cli("--file=" + Path.of("wildfly-config", "postgresql.cli").toAbsolutePath());
    }

    @Override
    public String postgreSql() {
        return "java:jboss/datasources/PostgreSQL";
    }

    @Override
    public String batchExecution(String application, String job, long execution) throws IOException {
        return cli("--command=/deployment=" + application + ".war/subsystem=batch-jberet/job=" + job + "/execution="
                + execution + ":read-resource(include-runtime=true)");
    }

    private String cli(String what) throws IOException {
        return Tool.run(
                home.resolve("bin").resolve("jboss-cli.sh"),
                "--connect",
                "--controller=127.0.0.1:" + (MANAGEMENT + offset),
                what);
    }
}
