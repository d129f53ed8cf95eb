package io.claimdispatch.cluster;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What every node begins with: the provisioned server's own directory, configured with the project's scripts for a
 * PostgreSQL. Made once for all nodes, since where the database is comes from each server's environment.
 */
final class ServerTemplate {

    private ServerTemplate() {}

    /** The template below the directory, made anew unless there is one of this server and these scripts. */
    static Path in(Path directory, Path server) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        // another JVM of tests may be about to make it
        try (FileChannel file = FileChannel.open(directory.resolve("template.lock"), CREATE, WRITE);
                FileLock lock = file.lock()) {
            assert lock.isValid();
            return made(directory, server);
        }
    }

    private static Path made(Path directory, Path server) throws IOException, InterruptedException {
        Path base = directory.resolve("template");
        Path script = directory.resolve("template.cli");
        String commands = commands();
        if (Files.exists(base)
                && Files.exists(script)
                && Files.readString(script).equals(commands)
                && Files.getLastModifiedTime(script).compareTo(Files.getLastModifiedTime(server.resolve("provisioned")))
                        > 0) {
            return base;
        }
        Trees.delete(base);
        Files.deleteIfExists(script);
        Path half = directory.resolve("template.half");
        Trees.delete(half);
        Trees.copy(server.resolve("standalone"), half);
        Path running = directory.resolve("template.running.cli");
        Files.writeString(running, commands);
        Cli.offline(server, half, running, directory.resolve("template.log"));
        Files.move(half, base);
        Files.move(running, script);
        return base;
    }

    private static String commands() throws IOException {
        return "embed-server --server-config=standalone.xml --std-out=echo\n"
                + Files.readString(Cli.SCRIPTS.resolve("postgresql.cli"))
                // as its comment says: the name of the data source of one's own
                + Files.readString(Cli.SCRIPTS.resolve("batch-repository.cli"))
                        .replace("data-source=H2File", "data-source=PostgreSQL")
                + "/subsystem=ee/service=default-bindings:write-attribute("
                + "name=datasource, value=java:jboss/datasources/PostgreSQL)\n"
                + "/subsystem=deployment-scanner/scanner=default:write-attribute(name=scan-interval, value=500)\n"
                + "stop-embedded-server\n";
    }
}
