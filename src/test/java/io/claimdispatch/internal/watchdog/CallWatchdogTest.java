package io.claimdispatch.internal.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.MovedTime;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallWatchdogTest {

    private final MovedTime time = MovedTime.standing();
    private final Settings settings = TestSettings.of();
    private final CallWatchdog watchdog = new CallWatchdog(settings, time.ticker());

    @Test
    void a_foreign_call_that_lasts_longer_than_the_database_timeout_is_shown_with_its_duration_until_it_returns() {
        try (Call call = watchdog.beginForeignCall("asking")) {
            time.pass(settings.databaseTimeout());
            assertThat(watchdog.hungForeignCalls()).as("not yet").isEmpty();
            time.pass(Duration.ofSeconds(1));

            assertThat(watchdog.hungForeignCalls())
                    .containsExactly(Thread.currentThread().getName() + ": asking for "
                            + settings.databaseTimeout().plusSeconds(1).toSeconds() + " s");
            assertThat(watchdog.hungDatabaseCalls()).isEmpty();
            assertThat(call.notice()).isTrue();
        }
        assertThat(watchdog.hungForeignCalls()).isEmpty();
    }

    @Test
    void a_database_call_that_lasts_twice_as_long_as_the_database_timeout_is_aborted_until_it_returns() {
        AtomicInteger aborted = new AtomicInteger();
        try (Call call = watchdog.beginDatabaseCall("committing")) {
            call.abortedBy(aborted::incrementAndGet);
            time.pass(settings.databaseTimeout().multipliedBy(2));
            watchdog.abortHungDatabaseCalls();
            assertThat(aborted).as("not yet").hasValue(0);
            time.pass(Duration.ofNanos(1));

            watchdog.abortHungDatabaseCalls();
            watchdog.abortHungDatabaseCalls();

            assertThat(aborted).as("each time").hasValue(2);
            assertThat(watchdog.hungDatabaseCalls()).singleElement().asString().contains("committing for ");
        }
        watchdog.abortHungDatabaseCalls();
        assertThat(aborted).hasValue(2);
    }
}
