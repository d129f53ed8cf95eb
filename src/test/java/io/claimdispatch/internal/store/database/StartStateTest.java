package io.claimdispatch.internal.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.database.StartState.Phase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartStateTest {

    private final StartState state = new StartState(() -> Instant.EPOCH);

    private boolean isNews(String message) {
        ClaimDispatchException problem = StartProblems.startFailed(new IllegalStateException(message));
        return state.hindered(Phase.REFUSED, problem);
    }

    @Test
    void a_problem_that_differs_only_in_its_connections_number_is_logged_once() {
        assertThat(isNews("(conn=7) no such column")).isTrue();
        assertThat(isNews("(conn=14) no such column")).isFalse();
        assertThat(isNews("(conn=14) no such table")).isTrue();
    }
}
