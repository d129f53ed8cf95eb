package io.claimdispatch.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * Makes the archive of the classes that WildFly loads until it has deployed an application: from there JVMs take them parsed
 * and verified, so that each of the tests' many servers boots in less time. The build runs it once for each server that it
 * puts together.
 */
public final class ClassArchive {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(3);

    private ClassArchive() {}

    /**
     * Boots the server, and ends it as soon as it has deployed.
     *
     * @param arguments the server, a copy of its directory {@code standalone} with one application in {@code deployments}, that
     *     application's name, and what to add to WildFly's usual ports
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path server = Path.of(arguments[0]);
        Path base = Path.of(arguments[1]);
        Path application = base.resolve("deployments").resolve(arguments[2]);
        StandaloneCommandBuilder command = StandaloneCommandBuilder.of(server)
                .setJavaHome(System.getProperty("server.java.home"))
                .setBaseDirectory(base)
                .setJavaOptions(
                        "-XX:ArchiveClassesAtExit=" + ShortLife.archive(server).toAbsolutePath(),
                        "-Djava.net.preferIPv4Stack=true",
                        "-Ddemo.smtp.port=0",
                        "-Ddemo.reports.dir=" + base.resolve("reports").toAbsolutePath());
        ShortLife.withoutArchive().forEach(command::addJavaOption);
        command.addServerArguments(
                "-b=127.0.0.1", "-bmanagement=127.0.0.1", "-Djboss.socket.binding.port-offset=" + arguments[3]);
        Process process = new ProcessBuilder(command.build())
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("console.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        long begin = System.nanoTime();
        while (!Files.exists(application.resolveSibling(application.getFileName() + ".deployed"))) {
            if (System.nanoTime() - begin > LONGEST || process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("it did not deploy; see console.log in " + base);
            }
        }
        // an orderly end, at which the JVM writes the archive
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES) || !Files.exists(ShortLife.archive(server))) {
            throw new IllegalStateException("there is no archive; see console.log in " + base);
        }
    }
}
