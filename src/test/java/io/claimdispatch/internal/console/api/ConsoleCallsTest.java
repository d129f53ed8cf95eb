package io.claimdispatch.internal.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Changes;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.api.call.Turns;
import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.security.TestTokens;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls that come while others go on. */
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
        Call call = new Call(
                new Caller("/shop", "ann", Permission.OPERATE), Map.of(), Map.of(), JsonValue.EMPTY_JSON_OBJECT, null);
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
}
