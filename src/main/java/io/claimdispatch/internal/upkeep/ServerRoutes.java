package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.NodeStarting;
import io.claimdispatch.internal.node.NodeStart;
import io.claimdispatch.internal.upkeep.UnroutedTypes.Standing;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Registers this application's {@link RoutesMXBean} while it is deployed. */
@Component
class ServerRoutes {

    private static final Log LOG = Log.of(ServerRoutes.class);

    private final UnroutedTypes unrouted;
    private final TablePlaces places;
    private final ServerNeighbours neighbours;
    private @Nullable ObjectName name;

    @Inject
    ServerRoutes(UnroutedTypes unrouted, TablePlaces places, ServerNeighbours neighbours) {
        this.neighbours = neighbours;
        this.unrouted = unrouted;
        this.places = places;
    }

    void register(@Observes @Priority(NodeStart.AFTER_THE_CHECK) Startup event) {
        register();
    }

    void register(@Observes NodeStarting node) {
        register();
    }

    /** JMX is optional: where the server refuses, types are told of by each application. */
    private synchronized void register() {
        if (name != null) {
            return;
        }
        try {
            ObjectName wanted = neighbours.own();
            ManagementFactory.getPlatformMBeanServer().registerMBean(new Delegate(unrouted, places), wanted);
            name = wanted;
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.DEBUG, "other applications of this server cannot ask this one", e);
        }
    }

    @PreDestroy
    void unregister() {
        ObjectName registered = name;
        if (registered != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
            } catch (JMException e) {
                LOG.log(Level.DEBUG, "the MBean was gone already", e);
            }
        }
    }

    /** What is registered: neither a client proxy nor a subclass of the container's. Answers from memory, on any thread. */
    private record Delegate(UnroutedTypes unrouted, TablePlaces places) implements RoutesMXBean {

        @Override
        public String standing(String place, String type) {
            Standing standing = places.areClaimedFrom(place) ? unrouted.standing(place, type) : Standing.UNKNOWN;
            return standing.name();
        }
    }
}
