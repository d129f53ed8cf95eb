package io.claimdispatch.container.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntPredicate;

/** Open Liberty, by its files and its command line. The build makes its server. */
record Liberty(Path home, int portBase) implements Server {

    /** Characters of the log that one failed deployment writes, and not many more. */
    private static final int LOG = 60_000;

    private static final int HTTPS = 443;

    /** What batchManager exits with when it has found an execution: its status, STARTING to ABANDONED. */
    private static final int FIRST_STATUS = 30;

    private static final int LAST_STATUS = 36;

    /** Of the tests' own registry, with the operator's password and no role. */
    private static final String GUEST = "guest";

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

    /** A user who can log in, but is no operator, is shown nothing of it. */
    @Override
    public String batchExecution(String application, String job, long execution) throws IOException {
        status(exit -> !isStatus(exit), GUEST, execution);
        return status(Liberty::isStatus, System.getenv("BATCH_USER"), execution);
    }

    private String status(IntPredicate expected, String user, long execution) throws IOException {
        return Tool.run(
                expected,
                home.resolve("bin/batchManager"),
                "status",
                "--batchManager=127.0.0.1:" + (portBase + HTTPS),
                "--trustSslCertificates",
                "--user=" + user,
                "--password=" + System.getenv("BATCH_PASSWORD"),
                "--jobExecutionId=" + execution);
    }

    private static boolean isStatus(int exit) {
        return exit >= FIRST_STATUS && exit <= LAST_STATUS;
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
