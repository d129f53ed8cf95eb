package io.claimdispatch.internal.console.api.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.RunReport;
import io.claimdispatch.Scheduler;
import io.claimdispatch.StuckTask;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.console.security.Permission;
import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator can make a node claim at once. */
class RunOnceRouteTest {

    private static Call limit(int limit) {
        return new Call(
                new Caller("/shop", "ann", Permission.OPERATE),
                Map.of(),
                Map.of(),
                Json.createObjectBuilder().add("limit", limit).build(),
                null);
    }

    /** A node that is asked to claim again while it claims, by the same route. */
    private static final class Claiming implements Scheduler {
        private final List<Integer> limits = new ArrayList<>();
        private final RunOnceRoute route = new RunOnceRoute(this, TestSettings.of("limit", "20"));

        @Override
        public RunReport runOnce() {
            throw new AssertionError("without a limit");
        }

        @Override
        public RunReport runOnce(int limit) {
            limits.add(limit);
            assertThatThrownBy(() -> route.answer(limit(1))).hasMessageContaining("CLAIM0273");
            return RunReport.NOTHING;
        }

        @Override
        public List<StuckTask> stuckTasks() {
            return List.of();
        }
    }

    @Test
    void aNodeClaimsForOneCallAtATimeAndNoMoreThanItsOwnLimit() {
        Claiming node = new Claiming();

        node.route.answer(limit(1_000));
        node.route.answer(limit(3));

        assertThat(node.limits).containsExactly(20, 3);
    }
}
