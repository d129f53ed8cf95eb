package io.claimdispatch.cluster;

import io.claimdispatch.cluster.app.AttemptFile;
import io.claimdispatch.servers.ShortLife;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** How a node is started: Java directly, without a shell around it, so that a kill meets the server itself. */
final class ServerCommand {

    private ServerCommand() {}

    static List<String> of(
            Path server, Path base, String name, int offset, Map<String, String> settings, Path attempts) {
        StandaloneCommandBuilder command = StandaloneCommandBuilder.of(server)
                .setJavaHome(System.getProperty("server.java.home", System.getProperty("java.home")))
                .setBaseDirectory(base)
                .setJavaOptions(
                        "-Xms256m",
                        "-Xmx384m",
                        "-XX:MaxMetaspaceSize=256m",
                        "-Djava.net.preferIPv4Stack=true",
                        "-Djava.awt.headless=true",
                        "-D" + AttemptFile.PROPERTY + "=" + attempts.toAbsolutePath(),
                        "-Dclaim-dispatch.node-name=" + name);
        ShortLife.of(server).forEach(command::addJavaOption);
        settings.forEach((key, value) -> command.addJavaOption("-Dclaim-dispatch." + key + "=" + value));
        command.addServerArguments(
                "-b=127.0.0.1", "-bmanagement=127.0.0.1", "-Djboss.socket.binding.port-offset=" + offset);
        return command.build();
    }
}
