package io.claimdispatch.internal.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.RunReport;
import io.claimdispatch.Scheduler;
import io.claimdispatch.StuckTask;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.security.TestTokens;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that come while others go on, and what a call says. */
class ConsoleCallsTest {

    private final ConsoleApi api = new ConsoleApi(
            List.of(),
            TestTokens.at(Instant::now),
            new Turns(new Timings() {
                @Override
                public Duration turnOfARead() {
                    return Duration.ZERO;
                }
            }),
            new Changes());

    private static Call call(JsonObject body) {
        return new Call(new Caller("/shop", "ann", Permission.OPERATE), Map.of(), Map.of(), body, null);
    }

    private static JsonObject limit(int limit) {
        return Json.createObjectBuilder().add("limit", limit).build();
    }

    /** A route whose answers are large. */
    private static Route large() {
        Route small = TestApi.route("GET", "view", Permission.VIEW);
        return new Route() {
            @Override
            public RouteSpec spec() {
                return small.spec();
            }

            @Override
            public boolean isLarge() {
                return true;
            }

            @Override
            public Answer answer(Call call) {
                return small.answer(call);
            }
        };
    }

    @Test
    void noMoreLargeAnswersAreMadeThanAreWrittenAndTheOthersGoOn() throws Exception {
        Call call = call(JsonValue.EMPTY_JSON_OBJECT);
        List<Answer> written = new ArrayList<>();

        api.call(
                large(),
                call,
                first -> api.call(large(), call, second -> {
                    assertThatThrownBy(() -> api.call(large(), call, written::add))
                            .hasMessageContaining("CLAIM0273");
                    api.call(TestApi.route("GET", "view", Permission.VIEW), call, written::add);
                }));
        assertThat(written).hasSize(1);

        api.call(large(), call, written::add);
        assertThat(written).hasSize(2);
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
            assertThatThrownBy(() -> route.answer(call(limit(1)))).hasMessageContaining("CLAIM0273");
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

        node.route.answer(call(limit(1_000)));
        node.route.answer(call(limit(3)));

        assertThat(node.limits).containsExactly(20, 3);
    }

    private static Call because(String reason) {
        return call(Json.createObjectBuilder().add("reason", reason).build());
    }

    @Test
    void aReasonIsKeptAsFarAsThereIsRoomAndWithoutWhatNoDatabaseKeeps() {
        assertThat(because("x".repeat(1_000_000)).reason()).hasSize(1_000);
        assertThat(because("a\0b").reason()).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\0", " \0 "})
    void aReasonOfWhichNothingIsLeftIsNone(String reason) {
        assertThat(because(reason).reason()).isNull();
        assertThatThrownBy(() -> because(reason).requiredReason()).hasMessageContaining("CLAIM0271");
    }
}
