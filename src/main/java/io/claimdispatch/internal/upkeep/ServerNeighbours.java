package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.ApplicationName;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.upkeep.UnroutedTypes.Neighbours;
import io.claimdispatch.internal.upkeep.UnroutedTypes.RouteStatus;
import jakarta.enterprise.context.Dependent;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The other applications of this server that contain claim-dispatch, found by their {@link RoutesMXBean}s: each
 * application has its own classes, so JMX is all that they share. JMX is optional: without it each application is on
 * its own.
 */
@Component
@Dependent
public class ServerNeighbours implements Neighbours {

    private static final Log LOG = Log.of(ServerNeighbours.class);

    private static final String ALL = "io.claimdispatch:type=Routes,application=";

    private static final String[] SIGNATURE = {String.class.getName(), String.class.getName()};

    private @Nullable ObjectName own;

    /**
     * The name of this application's MBean. Looked up once, since not every thread has the application's JNDI names.
     */
    synchronized ObjectName own() throws JMException {
        ObjectName known = own;
        if (known == null) {
            known = new ObjectName(ALL + ObjectName.quote(ApplicationName.current()));
            own = known;
        }
        return known;
    }

    @Override
    public Collection<RouteStatus> before(String place, String type) {
        return ask(place, type, order -> order < 0);
    }

    @Override
    public Collection<RouteStatus> after(String place, String type) {
        return ask(place, type, order -> order > 0);
    }

    private Collection<RouteStatus> ask(String place, String type, IntPredicate which) {
        List<RouteStatus> answers = new ArrayList<>();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName self = own();
            for (ObjectName other : server.queryNames(new ObjectName(ALL + "*"), null)) {
                if (which.test(other.compareTo(self))) {
                    answers.add(ask(server, other, place, type));
                }
            }
        } catch (JMException | RuntimeException e) {
            LOG.debug("other applications of this server cannot be asked", e);
        }
        return answers;
    }

    private static RouteStatus ask(MBeanServer server, ObjectName other, String place, String type) {
        try {
            return RouteStatus.valueOf(
                    String.valueOf(server.invoke(other, "status", new Object[] {place, type}, SIGNATURE)));
        } catch (JMException | RuntimeException e) {
            // for example it is being undeployed, or of another version
            LOG.debug(other + " cannot be asked", e);
            return RouteStatus.UNKNOWN;
        }
    }
}
