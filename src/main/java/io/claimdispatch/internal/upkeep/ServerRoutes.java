package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MBeanRegistration;
import io.claimdispatch.internal.common.NodeStarting;
import io.claimdispatch.internal.upkeep.UnroutedTypes.RouteStatus;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

/** This application's {@link RoutesMXBean}, registered while it is deployed. */
@Component
@Dependent
class ServerRoutes implements RoutesMXBean {

    private static final Log LOG = Log.of(ServerRoutes.class);

    private final UnroutedTypes unrouted;
    private final TablePlaces places;
    private final ServerNeighbours neighbours;
    private final MBeanRegistration registration = new MBeanRegistration();

    @Inject
    ServerRoutes(UnroutedTypes unrouted, TablePlaces places, ServerNeighbours neighbours) {
        this.neighbours = neighbours;
        this.unrouted = unrouted;
        this.places = places;
    }

    void register(@Observes @Priority(NodeStarting.AFTER_THE_CHECK) Startup event) {
        register();
    }

    void register(@Observes NodeStarting node) {
        register();
    }

    /** Registers the MBean. If the server refuses, each application reports types itself. */
    private void register() {
        registration.register(
                this, neighbours::own, e -> LOG.debug("other applications of this server cannot ask this one", e));
    }

    @PreDestroy
    void unregister() {
        registration.unregister(e -> LOG.debug("the MBean was gone already", e));
    }

    /** Answers from memory, on any thread. */
    @Override
    public String status(String place, String type) {
        RouteStatus status = places.areClaimedFrom(place) ? unrouted.status(place, type) : RouteStatus.UNKNOWN;
        return status.name();
    }
}
