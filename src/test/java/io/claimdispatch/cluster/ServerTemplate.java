package io.claimdispatch.cluster;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What nodes begin with: the provisioned server's own directory, configured with the project's scripts for a PostgreSQL. Made
 * once for all nodes, since where the database is comes from each server's environment.
 *
 * @param name of the directory
 * @param changes what the command line does after the script for PostgreSQL
 */
record ServerTemplate(String name, String changes) {

    /** The node of a cluster: its job repository and its default database are the PostgreSQL. */
    static final ServerTemplate CLUSTER = new ServerTemplate(
            "template",
            batchRepository()
                    + "/subsystem=ee/service=default-bindings:write-attribute("
                    + "name=datasource, value=java:jboss/datasources/PostgreSQL)\n");

    /** A server whose data source has one connection. */
    static final ServerTemplate ONE_CONNECTION = new ServerTemplate(
            "one-connection",
            "/subsystem=datasources/data-source=PostgreSQL:write-attribute(name=max-pool-size, value=1)\n");

    /** The same with the job repository in that database, which takes more of them. */
    static final ServerTemplate BATCH_REPOSITORY = new ServerTemplate(
            "batch-repository",
            batchRepository()
                    + "/subsystem=datasources/data-source=PostgreSQL:write-attribute(name=max-pool-size, value=5)\n");

    /** The template below the directory, made anew unless there is one of this server and these scripts. */
    Path in(Path directory, Path server) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        // another JVM of tests may be about to make it
        try (FileChannel file = FileChannel.open(directory.resolve(name + ".lock"), CREATE, WRITE);
                FileLock lock = file.lock()) {
            assert lock.isValid();
            return made(directory, server);
        }
    }

    private Path made(Path directory, Path server) throws IOException, InterruptedException {
        Path base = directory.resolve(name);
        Path script = directory.resolve(name + ".cli");
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
        Path half = directory.resolve(name + ".half");
        Trees.delete(half);
        Trees.copy(server.resolve("standalone"), half);
        Path running = directory.resolve(name + ".running.cli");
        Files.writeString(running, commands);
        Cli.offline(server, half, running, directory.resolve(name + ".log"));
        // of the command line itself, and of whatever has run there before
        Trees.delete(half.resolve("log"));
        Files.move(half, base);
        Files.move(running, script);
        return base;
    }

    private String commands() throws IOException {
        return "embed-server --server-config=standalone.xml --std-out=echo\n"
                + Files.readString(Cli.SCRIPTS.resolve("postgresql.cli"))
                + changes
                + "/subsystem=deployment-scanner/scanner=default:write-attribute(name=scan-interval, value=500)\n"
                + "stop-embedded-server\n";
    }

    private static String batchRepository() {
        try {
            // as its comment says: the name of the data source of one's own
            return Files.readString(Cli.SCRIPTS.resolve("batch-repository.cli"))
                    .replace("data-source=H2File", "data-source=PostgreSQL");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
