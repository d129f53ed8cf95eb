package io.claimdispatch.container.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Open Liberty, by its files and its command line. The build makes its server. */
record Liberty(Path home, int portBase) implements Server {

    /** Characters of the log that one failed deployment writes, and not many more. */
    private static final int LOG = 60_000;

    private static final int HTTPS = 443;

    /** What batchManager exits with when it has found an execution: its status, STARTING to ABANDONED. */
    private static final int FIRST_STATUS = 30;

    private static final int LAST_STATUS = 36;

    private static final String UPDATED = "CWWKG0017I";

    /** The server watches its configuration. */
    @Override
    public void configure() throws IOException {
        int before = log().length();
        Files.copy(
                Path.of("liberty-config", "postgresql.xml"), server().resolve("configDropins/defaults/postgresql.xml"));
        await().atMost(Duration.ofMinutes(1)).until(() -> log().indexOf(UPDATED, before) >= 0);
    }

    @Override
    public String postgreSql() {
        return "jdbc/PostgreSQL";
    }

    @Override
    public String batchExecution(String application, String job, long execution) throws IOException {
        return Tool.run(
                exit -> exit >= FIRST_STATUS && exit <= LAST_STATUS,
                home.resolve("bin/batchManager"),
                "status",
                "--batchManager=127.0.0.1:" + (portBase + HTTPS),
                "--trustSslCertificates",
                "--user=" + System.getenv("BATCH_USER"),
                "--password=" + System.getenv("BATCH_PASSWORD"),
                "--jobExecutionId=" + execution);
    }

    /** The error only refers to the log. */
    @Override
    public String told(Throwable failure) throws IOException {
        String log = log();
        return Server.super.told(failure) + log.substring(Math.max(0, log.length() - LOG));
    }

    private String log() throws IOException {
        return Files.readString(server().resolve("logs/messages.log"));
    }

    private Path server() {
        return home.resolve("usr/servers/tests");
    }
}
