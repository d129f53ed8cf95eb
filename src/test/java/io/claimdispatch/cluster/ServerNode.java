package io.claimdispatch.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;
import org.jspecify.annotations.Nullable;

/** A WildFly process with a directory of its own and one application, or several. */
final class ServerNode {

    static final String APPLICATION = "cluster.war";

    private static final Duration BOOT = Duration.ofMinutes(3);

    private final String name;
    private final Path server;
    private final Path base;
    private final Path attempts;
    private final Ports ports;
    private final Map<String, String> settings;
    private final Map<String, String> environment;
    private final WallClock clock;
    private final List<Boot> boots = new ArrayList<>();

    /**
     * One life of the server's process.
     *
     * @param name of the node and the boot
     * @param attempts what it noted about its attempts
     * @param clock by which it did so
     */
    record Boot(String name, Process process, Path attempts, WallClock clock) {

        /** How many bytes of attempts it has noted, to see that it works. */
        long noted() throws IOException {
            return Files.exists(attempts) ? Files.size(attempts) : 0;
        }
    }

    /**
     * A node that is not started yet.
     *
     * @param server the provisioned server
     * @param base a directory of this node alone, made from the template
     * @param attempts where its boots note their attempts
     * @param settings of claim-dispatch, without their prefix
     */
    ServerNode(
            String name,
            Path server,
            Path base,
            Path attempts,
            Map<String, String> settings,
            Map<String, String> environment,
            WallClock clock) {
        this.name = name;
        this.server = server;
        this.base = base;
        this.attempts = attempts;
        this.ports = Ports.free();
        this.settings = settings;
        this.environment = environment;
        this.clock = clock;
    }

    String name() {
        return name;
    }

    /** All of its lives, the last one last. */
    List<Boot> boots() {
        return List.copyOf(boots);
    }

    Boot boot() {
        return boots.get(boots.size() - 1);
    }

    /** The application's address. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + ports.http() + "/cluster/");
    }

    /** Starts the process, with whatever applications lie there, and does not wait for it. */
    void start() throws IOException {
        for (String application : applications()) {
            for (String marker :
                    List.of("deployed", "failed", "isdeploying", "pending", "undeployed", "isundeploying")) {
                Files.deleteIfExists(marker(application, marker));
            }
            mark(application, "dodeploy");
        }
        String boot = name + "." + (boots.size() + 1);
        Path file = attempts.resolve(boot);
        ProcessBuilder builder = new ProcessBuilder(
                        ServerCommand.of(server, base, name, ports.offset(), settings, file))
                .redirectErrorStream(true)
                .redirectOutput(
                        base.resolve("console." + (boots.size() + 1) + ".log").toFile());
        builder.environment().put("NODE_ID", name);
        builder.environment().putAll(environment);
        builder.environment().putAll(clock.environment());
        boots.add(new Boot(boot, ChildProcesses.endingWithThisJvm(builder.start()), file, clock));
    }

    private List<String> applications() throws IOException {
        try (Stream<Path> files = Files.list(base.resolve("deployments"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".war"))
                    .toList();
        }
    }

    /** Waits until the application is deployed. */
    void awaitReady() {
        awaitReady(APPLICATION);
    }

    private void awaitReady(String application) {
        await(application + " of " + name + " is ready").atMost(BOOT).until(() -> isDeployed(application));
    }

    /** Waits until the server has given up to deploy an application. */
    void awaitFailed(String application) {
        await(application + " of " + name + " has failed")
                .atMost(BOOT)
                .until(() -> Files.exists(marker(application, "failed")));
    }

    private boolean isDeployed(String application) throws IOException {
        if (!boot().process().isAlive() || Files.exists(marker(application, "failed"))) {
            throw new IllegalStateException(name + " did not start:\n" + lastOfTheLog());
        }
        return Files.exists(marker(application, "deployed"));
    }

    /** The end that nothing can be done about. Returns when the process is gone. */
    void kill9() {
        Process process = boot().process();
        process.destroyForcibly().onExit().join();
        try {
            LibFaketime.tidy(process.pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same at a moment when a condition holds. The process is paused for the check, and continued if the condition
     * does not hold: a running process could change between check and kill.
     */
    void kill9When(Callable<Boolean> holds) {
        await(name + " can be killed").atMost(Duration.ofMinutes(1)).until(() -> {
            signal("STOP");
            if (holds.call()) {
                kill9();
                return true;
            }
            signal("CONT");
            return false;
        });
    }

    private void signal(String signal) throws IOException, InterruptedException {
        String process = Long.toString(boot().process().pid());
        int code = new ProcessBuilder("kill", "-" + signal, process)
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + signal + " ended with " + code);
        }
    }

    /** An orderly end. */
    void stop() throws InterruptedException {
        Process process = boot().process();
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            kill9();
            throw new IllegalStateException(name + " did not stop:\n" + lastOfTheLog());
        }
    }

    boolean isAlive() {
        return !boots.isEmpty() && boot().process().isAlive();
    }

    /** Undeploys the application, and waits until it is gone. */
    void undeploy() throws IOException {
        undeploy(APPLICATION);
    }

    /** The same of one of several. */
    void undeploy(String application) throws IOException {
        Files.deleteIfExists(marker(application, "deployed"));
        await(name + " has undeployed").atMost(BOOT).until(() -> Files.exists(marker(application, "undeployed")));
    }

    /** Deploys the application again, in the place of itself or after it was undeployed, and waits until it is there. */
    void redeploy() throws IOException {
        deploy(APPLICATION);
    }

    /** Deploys one of several, whatever has become of it before, and waits until it is there. */
    void deploy(String application) throws IOException {
        for (String before : List.of("deployed", "undeployed", "failed")) {
            Files.deleteIfExists(marker(application, before));
        }
        mark(application, "dodeploy");
        awaitReady(application);
    }

    /** Suspends the server: it takes no more work, and waits so long for what it has. */
    void suspend(Duration timeout) throws IOException {
        manage("suspend", "suspend-timeout", (int) timeout.toSeconds());
    }

    void resume() throws IOException {
        manage("resume", null, 0);
    }

    /** Boots the server within its process, and waits until its management answers again. */
    void reload() throws IOException {
        manage("reload", null, 0);
        await(name + " is reloaded").atMost(BOOT).until(this::isRunning);
    }

    private boolean isRunning() {
        ModelNode request = new ModelNode();
        request.get("operation").set("read-attribute");
        request.get("address").setEmptyList();
        request.get("name").set("server-state");
        try {
            return ask(request).asString().equals("running");
        } catch (IOException | IllegalStateException e) {
            // while it boots it has no management
            return false;
        }
    }

    private void manage(String operation, @Nullable String parameter, int value) throws IOException {
        ModelNode request = new ModelNode();
        request.get("operation").set(operation);
        request.get("address").setEmptyList();
        if (parameter != null) {
            request.get(parameter).set(value);
        }
        ask(request);
    }

    /** The result of a management operation, which must succeed. */
    ModelNode ask(ModelNode request) throws IOException {
        try (ModelControllerClient client = ModelControllerClient.Factory.create("127.0.0.1", ports.management())) {
            ModelNode answer = client.execute(request);
            if (!answer.get("outcome").asString().equals("success")) {
                throw new IllegalStateException(name + " refused " + request + ": " + answer);
            }
            return answer.get("result");
        }
    }

    int managementPort() {
        return ports.management();
    }

    Path log() {
        return base.resolve("log").resolve("server.log");
    }

    String lastOfTheLog() {
        try {
            if (!Files.exists(log())) {
                return "(no log)";
            }
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path marker(String application, String kind) {
        return base.resolve("deployments").resolve(application + "." + kind);
    }

    private void mark(String application, String kind) throws IOException {
        Files.writeString(marker(application, kind), application);
    }
}
