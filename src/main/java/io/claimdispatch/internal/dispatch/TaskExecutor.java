package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.Jndi;
import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The managed executor that the settings name. */
@ApplicationScoped
public class TaskExecutor implements Executor {

    private Settings settings;
    private volatile @Nullable ManagedExecutorService service;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    TaskExecutor() {}

    @Inject
    TaskExecutor(Settings settings) {
        this.settings = settings;
    }

    /**
     * Finds the executor; called at start, so that a wrong name stops the deployment.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0041
     */
    public void connect() {
        service = Jndi.lookup(
                ManagedExecutorService.class,
                settings.executor(),
                e -> Problems.resourceMissing("managed executor", settings.executor(), e));
    }

    @Override
    public void execute(Runnable task) {
        ManagedExecutorService connected = service;
        if (connected == null) {
            connect();
            connected = Objects.requireNonNull(service);
        }
        connected.execute(task);
    }
}
