package io.claimdispatch.internal.route;

import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.json.JsonbPayloadCodec;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.List;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** A deployed application of some classes, with this step and what it needs; what it records is seen by {@link #log}. */
final class Application implements AutoCloseable {

    private static final List<String> LOG = new ArrayList<>();

    private final WeldContainer container;

    private Application(WeldContainer container) {
        this.container = container;
    }

    static Application of(Class<?>... classes) {
        return deploy(builder(classes));
    }

    static Weld builder(Class<?>... classes) {
        return new Weld()
                .disableDiscovery()
                .addExtensions(ProcessorExtension.class)
                .beanClasses(ProcessorRegistry.class, Router.class, DefaultRuleEvaluator.class, JsonbPayloadCodec.class)
                .addBeanClasses(classes);
    }

    static Application deploy(Weld weld) {
        LOG.clear();
        return new Application(weld.initialize());
    }

    /** What the application's classes have noted since it was deployed. */
    static List<String> log() {
        return LOG;
    }

    <T> T get(Class<T> type) {
        return container.select(type).get();
    }

    BeanManager manager() {
        return container.getBeanManager();
    }

    ProcessorRegistry registry() {
        return get(ProcessorRegistry.class);
    }

    Job job(LogRecord row) throws Exception {
        return ((Routed.ToRun) get(Router.class).route(row)).job();
    }

    /** Routes the row and runs the task that comes of it. */
    Outcome run(LogRecord row) throws Exception {
        return ((Job.Task) job(row)).work().call();
    }

    @Override
    public void close() {
        container.close();
    }
}
