package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.claim.ClaimWindow;
import io.claimdispatch.internal.claim.InFlight;
import io.claimdispatch.internal.claim.LostLeases;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import io.claimdispatch.internal.dispatch.TaskPool;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.util.stream.Stream;

/** What a node says about itself: its state, and a JSON object with its figures and the settings that should not differ. */
@Component
@Dependent
class NodeReport {

    private static final JsonProvider JSON = JsonProvider.provider();

    /** How many hanging calls are written. */
    private static final int MOST = 20;

    private final Settings settings;
    private final AdmissionGate gate;
    private final InFlight inFlight;
    private final ClaimWindow window;
    private final TaskPool pool;
    private final LostLeases lostLeases;
    private final StuckRows stuck;
    private final CallWatchdog watchdog;

    @Inject
    NodeReport(
            Settings settings,
            AdmissionGate gate,
            InFlight inFlight,
            ClaimWindow window,
            TaskPool pool,
            LostLeases lostLeases,
            StuckRows stuck,
            CallWatchdog watchdog) {
        this.settings = settings;
        this.gate = gate;
        this.inFlight = inFlight;
        this.window = window;
        this.pool = pool;
        this.lostLeases = lostLeases;
        this.stuck = stuck;
        this.watchdog = watchdog;
    }

    /** {@code RUNNING}, {@code SUSPENDED} with its server, or {@code IDLE} if the settings forbid it to claim. */
    String state() {
        if (gate.isSuspended()) {
            return "SUSPENDED";
        }
        return settings.claiming() ? "RUNNING" : "IDLE";
    }

    /**
     * The figures of now.
     *
     * @param skew by how much the node's clock is ahead of the database's
     */
    String detail(Duration skew) {
        return JSON.createObjectBuilder()
                .add("skew", skew.toMillis())
                .add("inFlight", inFlight.count())
                .add("window", window.size())
                .add("running", pool.running())
                .add("kept", pool.keptPlaces())
                .add("lostLeases", lostLeases.count())
                .add("stuckTasks", stuck.list().size())
                .add("hangingCalls", hangingCalls())
                .add("settings", settings())
                .build()
                .toString();
    }

    private JsonArrayBuilder hangingCalls() {
        JsonArrayBuilder calls = JSON.createArrayBuilder();
        Stream.concat(watchdog.hungDatabaseCalls().stream(), watchdog.hungForeignCalls().stream())
                .limit(MOST)
                .forEach(calls::add);
        return calls;
    }

    /** Those that nodes of one table usually share, by their names without the prefix. */
    private JsonObject settings() {
        return JSON.createObjectBuilder()
                .add("concurrency", settings.concurrency())
                .add("coordinators", settings.coordinators())
                .add("database-timeout", settings.databaseTimeout().toString())
                .add("lease", settings.lease().toString())
                .add("limit", settings.limit())
                .add("max-in-flight", settings.maxInFlight())
                .add("poll-interval", settings.pollInterval().toString())
                .add("wake-up", settings.wakeUp())
                .build();
    }
}
