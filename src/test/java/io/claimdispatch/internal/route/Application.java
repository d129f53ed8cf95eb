package io.claimdispatch.internal.route;

import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.ComponentDiscovery;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.node.TimerStandIn;
import io.claimdispatch.internal.payload.JsonbPayloadCodec;
import io.claimdispatch.internal.route.discovery.AnnotatedArchive;
import io.claimdispatch.internal.route.discovery.ProcessorExtension;
import io.claimdispatch.internal.route.rules.DefaultRuleEvaluator;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** A deployed application of some classes, with this step and what it needs; what it records is seen by {@link #log}. */
public final class Application implements AutoCloseable {

    private static final List<String> LOG = new CopyOnWriteArrayList<>();

    private final WeldContainer container;

    private Application(WeldContainer container) {
        this.container = container;
    }

    /** With these classes as the container takes them when discovery has found them. */
    @SuppressWarnings("unchecked") // the varargs of a generic class are Weld's
    public static Application of(Class<?>... classes) {
        return deploy(
                ours(classes).disableDiscovery().addExtensions(ComponentDiscovery.class, ProcessorExtension.class));
    }

    /**
     * With what the container itself discovers among these classes, in an archive as most applications have
     * it.
     *
     * @param folder empty, for the archive
     */
    public static Application discovered(Path folder, Class<?>... classes) throws IOException {
        return deploy(ours().setClassLoader(AnnotatedArchive.in(folder, classes)));
    }

    private static Weld ours(Class<?>... classes) {
        return new Weld()
                .addExtension(new TimerStandIn())
                .beanClasses(
                        ProcessorRegistry.class,
                        CallWatchdog.class,
                        Ticker.class,
                        Router.class,
                        DefaultRuleEvaluator.class,
                        JsonbPayloadCodec.class,
                        DefaultSettings.class)
                .addBeanClasses(classes);
    }

    private static Application deploy(Weld weld) {
        LOG.clear();
        return new Application(weld.initialize());
    }

    /** What the server's settings would be. */
    @ApplicationScoped
    static class DefaultSettings {
        @Produces
        Settings settings() {
            return TestSettings.of();
        }
    }

    /** Why an application of these classes cannot be deployed. */
    public static String refusal(Class<?>... classes) {
        try (Application deployed = of(classes)) {
            throw new AssertionError("deployed: " + deployed.registry().routableTypes());
        } catch (DeploymentException e) {
            return e.getMessage();
        }
    }

    /** What the application's classes have noted since it was deployed. */
    public static List<String> log() {
        return LOG;
    }

    public <T> T get(Class<T> type) {
        return container.select(type).get();
    }

    public ProcessorRegistry registry() {
        return get(ProcessorRegistry.class);
    }

    public Job job(LogRecord row) throws Exception {
        return ((Routed.ToRun) get(Router.class).route(row)).job();
    }

    /** Routes the row and runs the task that comes of it. */
    public Outcome run(LogRecord row) throws Exception {
        return ((Job.Task) job(row)).work().call();
    }

    @Override
    public void close() {
        container.close();
    }
}
