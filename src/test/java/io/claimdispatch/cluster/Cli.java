package io.claimdispatch.cluster;

import io.claimdispatch.servers.ShortLife;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.wildfly.core.launcher.CliCommandBuilder;

/** WildFly's command line. */
final class Cli {

    /** What the project offers for a server, to be read and run by users. */
    static final Path SCRIPTS = Path.of("wildfly-config");

    private Cli() {}

    /** Runs the script with no server running, on the configuration in a directory of its own. */
    static void offline(Path server, Path base, Path script, Path log) throws IOException, InterruptedException {
        run(
                server,
                CliCommandBuilder.asModularLauncher(server)
                        .addJavaOption("-Djboss.server.base.dir=" + base.toAbsolutePath())
                        .setScriptFile(script),
                log);
    }

    /** Runs the script on a running server. */
    static void online(Path server, int port, Path script, Path log) throws IOException, InterruptedException {
        run(
                server,
                CliCommandBuilder.asModularLauncher(server)
                        .setConnection("127.0.0.1", port)
                        .setScriptFile(script),
                log);
    }

    private static void run(Path server, CliCommandBuilder command, Path log) throws IOException, InterruptedException {
        ShortLife.of(server).forEach(command::addJavaOption);
        ProcessBuilder builder =
                new ProcessBuilder(command.build()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JBOSS_HOME", server.toAbsolutePath().toString());
        awaitSuccess(builder.start(), log);
    }

    /** Waits for the end of a process, and ends it if it takes too long. */
    static void awaitSuccess(Process process, Path log) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("the server could not be configured:\n" + Files.readString(log));
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
