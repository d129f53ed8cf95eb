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
 * The life of every node: started with the application, stopped with it. All that can fail at the start is here, and nothing
 * calls this bean a second time: the timer is another one, see {@link ClaimTimer}.
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

    /** By CDI: Payara finds no EJB of ours by {@code @EJB} where an EAR holds the jar. */
    @Inject
    ClaimTimer timer;

    @Resource
    ManagedThreadFactory threads;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    public ClaimNode() {}

    /** Checks everything that the node needs; what is thrown here stops the deployment. */
    @PostConstruct
    void start() {
        starting.fire(new NodeStarting());
        executor.connect();
        operators.ready();
        if (!settings.calendar().isBlank() && !timer.schedule(Calendars.parse(settings.calendar()))) {
            throw Calendars.invalid(settings.calendar());
        }
        timer.tells(ticks);
        start.start(threads);
        // only now: after a start that has failed the timer may go on
        ticks.begin();
    }

    /** Before the application shuts down. */
    @PreDestroy
    void stop() {
        ticks.stop();
        start.stop();
    }
}
