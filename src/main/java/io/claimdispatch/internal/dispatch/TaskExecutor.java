package io.claimdispatch.internal.dispatch;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.Jndi;
import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The managed executor that the settings name. */
@ApplicationScoped
public class TaskExecutor implements Executor {

    private static final Logger LOG = System.getLogger(TaskExecutor.class.getName());

    private static final String DEFAULT_EXECUTOR = "java:comp/DefaultManagedExecutorService";

    private static final String CONTEXTS = "java:comp/DefaultContextService";

    private Settings settings;
    private volatile @Nullable Connected connected;

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
        ManagedExecutorService service = service();
        ContextService contexts = Jndi.lookup(
                ContextService.class, CONTEXTS, e -> Problems.resourceMissing("context service", CONTEXTS, e));
        Consumer<Runnable> inApplication = contexts.contextualConsumer(Runnable::run);
        connected = new Connected(service, inApplication);
    }

    /**
     * Payara does not bind the executor that {@code ClaimTimer} defines when the bean lies in a jar of the application. The
     * server's default one does as well: how many tasks run at once is the pool's business.
     */
    private ManagedExecutorService service() {
        try {
            return lookup(settings.executor());
        } catch (ClaimDispatchException e) {
            if (!settings.executor().equals(Settings.OWN_EXECUTOR)) {
                throw e;
            }
            LOG.log(Level.INFO, "the server has not bound our own executor; tasks run on " + DEFAULT_EXECUTOR);
            return lookup(DEFAULT_EXECUTOR);
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
        Consumer<Runnable> inApplication = ready.inApplication();
        ready.service().execute(() -> inApplication.accept(task));
    }

    private record Connected(ManagedExecutorService service, Consumer<Runnable> inApplication) {}
}
