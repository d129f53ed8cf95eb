package io.claimdispatch.container.server;

import static org.awaitility.Awaitility.await;

import io.claimdispatch.servers.ShortLife;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;
import org.jspecify.annotations.Nullable;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * The WildFly of this JVM, which ends with it. Arquillian would begin one for each run of JUnit, and where there are two JVMs
 * each class is one.
 */
final class WildFlyProcess {

    private static final Duration BOOT = Duration.ofMinutes(3);

    private static @Nullable Process running;

    private WildFlyProcess() {}

    /** Starts it unless it runs, and returns when it takes deployments. */
    static synchronized void start(WildFly server) throws IOException {
        if (running != null) {
            return;
        }
        Path base = Path.of(System.getProperty("build.dir"), "server-base", Integer.toString(Tool.number()));
        copy(server.home().resolve("standalone"), base);
        StandaloneCommandBuilder command = StandaloneCommandBuilder.of(server.home())
                .setJavaHome(System.getProperty("server.java.home"))
                .setBaseDirectory(base)
                .setJavaOptions(
                        "-ea",
                        "-Xmx768m",
                        "-Djava.net.preferIPv4Stack=true",
                        "-Djava.awt.headless=true",
                        "-Ddemo.smtp.port=0",
                        "-Ddemo.reports.dir=" + System.getProperty("build.dir") + "/demo-reports");
        ShortLife.of(server.home()).forEach(command::addJavaOption);
        command.addServerArguments(
                "-b=127.0.0.1", "-bmanagement=127.0.0.1", "-Djboss.socket.binding.port-offset=" + server.offset());
        ProcessBuilder builder = new ProcessBuilder(command.build())
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("console.log").toFile());
        builder.environment().put("PG_URL", PostgreSql.url());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        running = process;
        await("WildFly boots").atMost(BOOT).until(() -> isUp(process, server.managementPort()));
        server.configure();
    }

    private static boolean isUp(Process process, int port) {
        if (!process.isAlive()) {
            throw new IllegalStateException("WildFly has ended; see console.log in its directory");
        }
        ModelNode request = new ModelNode();
        request.get("operation").set("read-attribute");
        request.get("address").setEmptyList();
        request.get("name").set("server-state");
        try (ModelControllerClient client = ModelControllerClient.Factory.create("127.0.0.1", port)) {
            return client.execute(request).get("result").asString().equals("running");
        } catch (IOException e) {
            // it does not listen yet
            return false;
        }
    }

    /** As the server was put together, and without what an earlier run has left. */
    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.walk(to)) {
                old.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        Files.createDirectories(to);
        for (String part : new String[] {"configuration", "deployments", "lib"}) {
            try (Stream<Path> files = Files.walk(from.resolve(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
            }
        }
    }
}
