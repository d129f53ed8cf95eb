package io.claimdispatch.container.server;

import io.claimdispatch.container.TestWar;
import java.io.IOException;
import java.nio.file.Path;

/** Payara Server, by its command line. The build starts and stops it. */
record Payara(Path home, int portBase) implements Server {

    private static final int ADMIN = 48;

    @Override
    public void configure() throws IOException {
        asadmin("add-library", TestWar.jarOf(org.postgresql.Driver.class).getPath());
        String said = asadmin(
                "multimode",
                "--file",
                Path.of("payara-config", "postgresql.asadmin").toAbsolutePath().toString());
        // it continues, and ends well
        if (said.contains("failed")) {
            throw new IOException(said);
        }
    }

    @Override
    public String postgreSql() {
        return "jdbc/PostgreSQL";
    }

    @Override
    public String batchExecution(String application, String job, long execution) throws IOException {
        return asadmin("list-batch-job-executions", "-l", "--executionid", Long.toString(execution));
    }

    private String asadmin(String... command) throws IOException {
        String[] all = new String[command.length + 2];
        all[0] = "--port";
        all[1] = Integer.toString(portBase + ADMIN);
        System.arraycopy(command, 0, all, 2, command.length);
        return Tool.run(home.resolve("glassfish/bin/asadmin"), all);
    }
}
