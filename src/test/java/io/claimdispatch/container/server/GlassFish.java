package io.claimdispatch.container.server;

import static org.awaitility.Awaitility.await;

import io.claimdispatch.container.TestWar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** GlassFish, by its command line. The build starts it, with the database server that it brings, and stops both. */
record GlassFish(Path home, int portBase) implements Server {

    private static final int ADMIN = 48;

    /** Characters of the log that one failed deployment writes, and not many more. */
    private static final int LOG = 60_000;

    private static final String IN_WEB_PART = "Exception while loading the app : java.lang.IllegalStateException";

    /** More than this would be no chance. */
    private static final int STARTS = 20;

    private static final String WRITER = "GlassFishLogHandler log pump";

    /** What it logs each time that it is about to read the configuration of its log. */
    private static final String READS = "Using property file";

    @Override
    public void configure() throws IOException {
        log();
        asadmin("add-library", TestWar.jarOf(org.postgresql.Driver.class).getPath());
        String port = Integer.toString(portBase + ADMIN);
        Tool.run(Path.of("glassfish-config", "postgresql.sh"), asadmin().toString(), "--port", port);
    }

    @Override
    public String postgreSql() {
        return "jdbc/PostgreSQL";
    }

    @Override
    public String batchExecution(String application, String job, long execution) throws IOException {
        return asadmin("list-batch-job-executions", "-l", "--executionid", Long.toString(execution));
    }

    @Override
    public String defaultDdl() {
        return "derby";
    }

    /** Of errors in the web part of an application it passes on where they came up, and leaves the rest to its log. */
    @Override
    public String told(Throwable failure) throws IOException {
        String told = Server.super.told(failure);
        if (!told.contains(IN_WEB_PART)) {
            return told;
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> read().contains(IN_WEB_PART));
        String log = read();
        return told + log.substring(Math.max(0, log.length() - LOG));
    }

    /**
     * Makes it log. The thread that writes the file ends at once if it is there before the one that starts it has noted so;
     * of a hundred starts about ten have none. To read the configuration of the log anew writes what waits, and starts another.
     */
    private void log() throws IOException {
        for (int had = 1; had <= STARTS; had++) {
            if (asadmin("generate-jvm-report", "--type", "thread").contains(WRITER)) {
                return;
            }
            int before = had;
            asadmin("set-log-levels", "jakarta.enterprise.launcher=INFO");
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            read().lines().filter(line -> line.contains(READS)).count() > before);
        }
        throw new IllegalStateException("it does not begin to log");
    }

    private String read() throws IOException {
        return Files.readString(home.resolve("glassfish/domains/tests/logs/server.log"));
    }

    private String asadmin(String... command) throws IOException {
        String[] all = new String[command.length + 2];
        all[0] = "--port";
        all[1] = Integer.toString(portBase + ADMIN);
        System.arraycopy(command, 0, all, 2, command.length);
        return Tool.run(asadmin(), all);
    }

    private Path asadmin() {
        return home.resolve("glassfish/bin/asadmin").toAbsolutePath();
    }
}
