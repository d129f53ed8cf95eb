package io.claimdispatch.container.server;

import io.claimdispatch.container.TestWar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** GlassFish, by its command line. The build starts it, with the database server that it brings, and stops both. */
record GlassFish(Path home, int portBase) implements Server {

    private static final int ADMIN = 48;

    /** Characters of the log that one failed deployment writes, and not many more. */
    private static final int LOG = 60_000;

    @Override
    public void configure() throws IOException {
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
        return "derby.sql";
    }

    /** Of errors in the web part of an application it passes on where they came up, and leaves the rest to its log. */
    @Override
    public String told(Throwable failure) throws IOException {
        String told = Server.super.told(failure);
        if (!told.contains("Error invoking ServletContainerInitializer")) {
            return told;
        }
        String log = Files.readString(home.resolve("glassfish/domains/tests/logs/server.log"));
        return told + log.substring(Math.max(0, log.length() - LOG));
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
