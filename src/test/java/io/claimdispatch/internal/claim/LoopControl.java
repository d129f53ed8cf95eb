package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.complete.ActionEvents;
import io.claimdispatch.internal.node.ClaimLoop;
import io.claimdispatch.internal.node.NodeStart;
import io.claimdispatch.internal.upkeep.Heartbeat;
import io.claimdispatch.internal.upkeep.LeaseRecovery;
import io.claimdispatch.internal.upkeep.ServerNeighbours;
import io.claimdispatch.internal.upkeep.TablePlaces;
import io.claimdispatch.internal.upkeep.TypeDiscovery;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.stream.Stream;

/** What the server's timer does with the loop, and looks into it, for tests in other packages. */
public final class LoopControl {

    private final Instance<Object> beans;

    public LoopControl(Instance<Object> beans) {
        this.beans = beans;
    }

    public void start(ManagedThreadFactory threads) {
        get(NodeStart.class).start(threads);
    }

    public void stop() {
        get(NodeStart.class).stop();
    }

    /** What operators are told of its start. */
    public String state() {
        return get(NodeStart.class).describe();
    }

    /** As if the minute between two looks of a start that is refused were over. */
    public void lookAgain() {
        get(NodeStart.class).lookAgain();
    }

    public boolean isClaiming() {
        return get(ClaimLoop.class).isClaiming();
    }

    /** What the timer does. */
    public void tick() {
        get(DueSignal.class).due();
    }

    public boolean isDue() {
        return get(DueSignal.class).isDue();
    }

    /** How often it has been said that there may be due rows, whether a look has followed or not. */
    public long dueCalls() {
        return get(DueSignal.class).dueCalls();
    }

    public int inFlight() {
        return get(InFlight.class).count();
    }

    public int leases() {
        return get(InFlight.class).held().tokens().size();
    }

    public long lostLeases() {
        return get(LostLeases.class).count();
    }

    public void beat() {
        get(Heartbeat.class).run();
    }

    public void discover() {
        get(TypeDiscovery.class).look();
    }

    public void recover() {
        get(LeaseRecovery.class).run();
    }

    /** As if so many quick rows had just been completed: the node claims that many in advance. */
    public void widen(int rows) {
        get(ClaimWindow.class).finished(rows);
    }

    /** Whether there is a thread for events. */
    public boolean firesEvents() {
        return get(ActionEvents.class).isRunning();
    }

    /** How other applications of this JVM stand to a type of {@code action_logs}. */
    public List<String> neighbours(String type) {
        String place = get(TablePlaces.class).of(TableName.ACTION_LOGS);
        ServerNeighbours neighbours = get(ServerNeighbours.class);
        return Stream.concat(neighbours.before(place, type).stream(), neighbours.after(place, type).stream())
                .map(Enum::name)
                .toList();
    }

    public String nodeName() {
        return get(ThisNode.class).name();
    }

    private <T> T get(Class<T> type) {
        return beans.select(type).get();
    }
}
