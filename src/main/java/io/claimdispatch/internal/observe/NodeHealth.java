package io.claimdispatch.internal.observe;

import io.claimdispatch.Scheduler;
import io.claimdispatch.StuckTask;
import io.claimdispatch.internal.claim.LostLeases;
import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.node.NodeStart;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** What this node knows about itself, for the console. Reads no database. */
@Component
@Dependent
public class NodeHealth {

    private final ThisNode node;
    private final NodeStart start;
    private final Scheduler scheduler;
    private final LostLeases lostLeases;
    private final CallWatchdog watchdog;

    @Inject
    NodeHealth(ThisNode node, NodeStart start, Scheduler scheduler, LostLeases lostLeases, CallWatchdog watchdog) {
        this.node = node;
        this.start = start;
        this.scheduler = scheduler;
        this.lostLeases = lostLeases;
        this.watchdog = watchdog;
    }

    /** The name of the node. */
    public String name() {
        return node.name();
    }

    /** Its state and since when, as the MBean says it. */
    public String state() {
        return start.describe();
    }

    /** How many leases it has lost since its start. */
    public long lostLeases() {
        return lostLeases.count();
    }

    /** Tasks that do not end. */
    public List<StuckTask> stuckTasks() {
        return scheduler.stuckTasks();
    }

    /** Calls of the database, and of the application's code, that are not answered. */
    public List<String> hangingCalls() {
        return Stream.concat(watchdog.hungDatabaseCalls().stream(), watchdog.hungForeignCalls().stream())
                .toList();
    }
}
