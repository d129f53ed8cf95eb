package io.claimdispatch.internal.dispatch;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Jndi;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.NodeNotices;
import io.claimdispatch.internal.common.problem.SettingProblems;
import io.claimdispatch.internal.config.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The managed executor named in the settings. */
@Component
@Dependent
public class TaskExecutor implements Executor {

    private static final Log LOG = Log.of(TaskExecutor.class);

    private static final String THREADS = "java:comp/DefaultManagedThreadFactory";

    private static final long IDLE_SECONDS = 60;

    private static final String CONTEXTS = "java:comp/DefaultContextService";

    private final Settings settings;
    private volatile @Nullable Connected connected;
    private @Nullable ThreadPoolExecutor own;

    @Inject
    TaskExecutor(Settings settings) {
        this.settings = settings;
    }

    /**
     * Checks that an executor chosen by the user exists; our own may be bound later, together with its bean.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0041
     */
    public void check() {
        if (!isOurs()) {
            lookup(settings.executor());
        }
    }

    /**
     * Looks up the user's executor; called at start, so that a wrong name stops the deployment. This also fixes the
     * context of tasks (JNDI names, class loader and caller) to that of the application's start. Otherwise tasks would
     * have the context of the submitting thread: after a {@code runOnce}, other users' rows would run as that operator.
     *
     * <p>Our own executor is looked up only for the first task: Open Liberty starts no other application once an
     * application that has used its own executor fails to start.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0041
     */
    public void connect() {
        ContextService contexts = Jndi.lookup(
                ContextService.class, CONTEXTS, e -> SettingProblems.resourceMissing("context service", CONTEXTS, e));
        ApplicationContexts application = new ApplicationContexts(contexts);
        if (isOurs()) {
            connected = new Connected(contexts.contextualSupplier(this::ours), application);
        } else {
            Executor named = lookup(settings.executor());
            connected = new Connected(() -> named, application);
        }
    }

    private boolean isOurs() {
        return settings.executor().equals(Settings.OWN_EXECUTOR);
    }

    /**
     * Looks up our own executor. Payara does not bind the executor that {@code ClaimTimer} defines if the bean is in a
     * jar of the application. Its default executor may have a single thread, and cannot be asked; but the server
     * provides single threads.
     */
    private Executor ours() {
        try {
            return lookup(Settings.OWN_EXECUTOR);
        } catch (ClaimDispatchException e) {
            return ownThreads();
        }
    }

    private synchronized Executor ownThreads() {
        if (own == null) {
            ManagedThreadFactory threads = Jndi.lookup(
                    ManagedThreadFactory.class,
                    THREADS,
                    e -> SettingProblems.resourceMissing("managed thread factory", THREADS, e));
            own = new ThreadPoolExecutor(
                    settings.concurrency(),
                    settings.concurrency(),
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    threads);
            own.allowCoreThreadTimeOut(true);
            LOG.log(NodeNotices.executorNotBound(THREADS));
        }
        return own;
    }

    /** Interrupts running tasks, as a server's own executor does. */
    @PreDestroy
    synchronized void close() {
        if (own != null) {
            own.shutdownNow();
        }
    }

    private static ManagedExecutorService lookup(String name) {
        return Jndi.lookup(
                ManagedExecutorService.class, name, e -> SettingProblems.resourceMissing("managed executor", name, e));
    }

    @Override
    public void execute(Runnable task) {
        Connected ready = connected;
        if (ready == null) {
            connect();
            ready = Objects.requireNonNull(connected);
        }
        ApplicationContexts application = ready.application();
        ready.executor().execute(() -> application.run(task));
    }

    private static final class Connected {

        private final Supplier<Executor> finder;
        private final ApplicationContexts application;
        private volatile @Nullable Executor found;

        Connected(Supplier<Executor> finder, ApplicationContexts application) {
            this.finder = finder;
            this.application = application;
        }

        ApplicationContexts application() {
            return application;
        }

        Executor executor() {
            Executor executor = found;
            return executor == null ? find() : executor;
        }

        /** Synchronized, since a contextual object is for one thread at a time, see {@link ApplicationContexts}. */
        private synchronized Executor find() {
            Executor executor = found;
            if (executor == null) {
                executor = finder.get();
                found = executor;
            }
            return executor;
        }
    }
}
