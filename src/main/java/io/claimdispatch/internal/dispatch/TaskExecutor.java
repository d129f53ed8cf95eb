package io.claimdispatch.internal.dispatch;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.Jndi;
import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.config.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The managed executor that the settings name. */
@ApplicationScoped
public class TaskExecutor implements Executor {

    private static final Logger LOG = System.getLogger(TaskExecutor.class.getName());

    private static final String THREADS = "java:comp/DefaultManagedThreadFactory";

    private static final long IDLE_SECONDS = 60;

    private static final String CONTEXTS = "java:comp/DefaultContextService";

    private Settings settings;
    private volatile @Nullable Connected connected;
    private @Nullable ThreadPoolExecutor own;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    TaskExecutor() {}

    @Inject
    TaskExecutor(Settings settings) {
        this.settings = settings;
    }

    /**
     * Whether the executor that a user has chosen is there; our own may be bound only later, together with its bean.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0041
     */
    public void check() {
        if (!settings.executor().equals(Settings.OWN_EXECUTOR)) {
            lookup(settings.executor());
        }
    }

    /**
     * Finds the executor; called at start, so that a wrong name stops the deployment. What a task sees of the server (names,
     * class loader, and who is calling) is settled here, by the context of the application's own start. Otherwise it would
     * be that of whoever happens to submit: after a run by hand, other users' rows would run as that operator.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0041
     */
    public void connect() {
        Executor service = service();
        ContextService contexts = Jndi.lookup(
                ContextService.class, CONTEXTS, e -> Problems.resourceMissing("context service", CONTEXTS, e));
        connected = new Connected(service, new ApplicationContexts(contexts));
    }

    /**
     * Payara does not bind the executor that {@code ClaimTimer} defines when the bean lies in a jar of the application. Its
     * default one may have a single thread, and cannot be asked; threads of the server's are to be had one by one.
     */
    private Executor service() {
        try {
            return lookup(settings.executor());
        } catch (ClaimDispatchException e) {
            if (!settings.executor().equals(Settings.OWN_EXECUTOR)) {
                throw e;
            }
            return ownThreads();
        }
    }

    private synchronized Executor ownThreads() {
        if (own == null) {
            ManagedThreadFactory threads = Jndi.lookup(
                    ManagedThreadFactory.class,
                    THREADS,
                    e -> Problems.resourceMissing("managed thread factory", THREADS, e));
            own = new ThreadPoolExecutor(
                    settings.concurrency(),
                    settings.concurrency(),
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    threads);
            own.allowCoreThreadTimeOut(true);
            LOG.log(Level.INFO, "the server has not bound our own executor; tasks run on threads of " + THREADS);
        }
        return own;
    }

    /** What still runs is interrupted, as a server's own executor does it. */
    @PreDestroy
    synchronized void close() {
        if (own != null) {
            own.shutdownNow();
        }
    }

    private static ManagedExecutorService lookup(String name) {
        return Jndi.lookup(
                ManagedExecutorService.class, name, e -> Problems.resourceMissing("managed executor", name, e));
    }

    @Override
    public void execute(Runnable task) {
        Connected ready = connected;
        if (ready == null) {
            connect();
            ready = Objects.requireNonNull(connected);
        }
        ApplicationContexts contexts = ready.contexts();
        ready.service().execute(() -> contexts.run(task));
    }

    private record Connected(Executor service, ApplicationContexts contexts) {}
}
