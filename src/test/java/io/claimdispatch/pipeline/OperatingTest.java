package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.DeadLetters;
import io.claimdispatch.internal.store.Databases;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OperatingTest {

    @Nested
    class OnH2 extends OperatingContract {
        OnH2() {
            super(Databases.H2);
        }

        @Test
        void senseless_arguments_are_refused_with_an_id() {
            ActionLogs logs = byHand(node()).actionLogs();

            for (String type : new String[] {"", " ", "a*", "*a", "a\n", "x".repeat(151), null}) {
                assertThatThrownBy(() -> logs.pause(type, "ann", "x")).hasMessageContaining("CLAIM0051");
                assertThatThrownBy(() -> logs.resume(type, "ann")).hasMessageContaining("CLAIM0051");
            }
            assertThatThrownBy(() -> logs.requeueDead(DeadLetters.all().ofTypes("a*"), "ann", "a test"))
                    .hasMessageContaining("CLAIM0051");
            for (String who : new String[] {"", " ", "a\nb", "half \ud800", "x".repeat(101), null}) {
                assertThatThrownBy(() -> logs.pause("a", who, "x")).hasMessageContaining("CLAIM0052");
                assertThatThrownBy(() -> logs.resume("a", who)).hasMessageContaining("CLAIM0052");
            }
            for (String reason : new String[] {"", "\n", "\0", " ".repeat(1_000) + "x", null}) {
                assertThatThrownBy(() -> logs.pause("a", "ann", reason)).hasMessageContaining("CLAIM0052");
                assertThatThrownBy(() -> logs.cancel(1, "ann", reason)).hasMessageContaining("CLAIM0052");
            }
            for (Instant time : new Instant[] {Instant.MIN, Instant.MAX, null}) {
                assertThatThrownBy(() -> logs.reschedule(1, time, "ann")).hasMessageContaining("CLAIM0053");
            }
            for (Duration delay : new Duration[] {Duration.ofSeconds(-1), Duration.ofDays(400_000), null}) {
                assertThatThrownBy(() -> logs.reschedule(1, delay, "ann")).hasMessageContaining("CLAIM0053");
            }
            assertThatThrownBy(() -> logs.requeueDead(DeadLetters.all().atMost(0), "ann", "a test"))
                    .hasMessageContaining("CLAIM0050");
            assertThat(logs.paused()).isEmpty();
        }
    }

    @Nested
    class OnPostgreSql extends OperatingContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends OperatingContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }
}
