package io.claimdispatch.internal.node;

import io.claimdispatch.internal.batch.JobOperators;
import io.claimdispatch.internal.common.NodeStarting;
import io.claimdispatch.internal.config.Calendars;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.TaskExecutor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * The lifecycle of a node: starts and stops with the application. Everything that can fail at the start is here, and
 * nothing calls this bean a second time: the timer is another bean, see {@link ClaimTimer}.
 */
@Singleton
@Startup
@DependsOn("ClaimTimer")
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ClaimNode {

    @Inject
    Settings settings;

    @Inject
    TaskExecutor executor;

    @Inject
    JobOperators operators;

    @Inject
    NodeStart start;

    @Inject
    Ticks ticks;

    @Inject
    Event<NodeStarting> starting;

    /** Injected by CDI: if the jar is in an EAR, Payara does not find our EJBs by {@code @EJB}. */
    @Inject
    ClaimTimer timer;

    @Resource
    ManagedThreadFactory threads;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    public ClaimNode() {}

    /** Checks everything that the node needs; an exception stops the deployment. */
    @PostConstruct
    void start() {
        starting.fire(new NodeStarting());
        executor.connect();
        operators.ready();
        if (!settings.calendar().isBlank() && !timer.schedule(Calendars.parse(settings.calendar()))) {
            throw Calendars.invalid(settings.calendar());
        }
        timer.notifies(ticks);
        start.start(threads);
        // only now, since the timer may keep running after a failed start
        ticks.begin();
    }

    /** Stops the node before the application shuts down. */
    @PreDestroy
    void stop() {
        ticks.stop();
        start.stop();
    }
}
