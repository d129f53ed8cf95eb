package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A soak whose publisher has come to an end too early must not pass for lack of work. */
class OutsidePublisherTest {

    @Test
    void an_outside_publisher_that_has_died_is_reported() throws Exception {
        try (OutsidePublisher publisher = new OutsidePublisher(
                () -> {
                    throw new IllegalArgumentException("a mistake");
                },
                7)) {
            publisher.start();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThatThrownBy(publisher::verifyAlive)
                            .isInstanceOf(ExecutionException.class)
                            .hasRootCauseMessage("a mistake"));
            assertThatThrownBy(publisher::stop)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("a mistake");
        }
    }

    @Test
    void an_outside_publisher_that_cannot_commit_its_last_rows_is_reported() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (OutsidePublisher publisher = new OutsidePublisher(
                () -> {
                    calls.incrementAndGet();
                    throw new SQLException("the database is away", "08001");
                },
                7)) {
            publisher.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> calls.get() > 1);

            publisher.verifyAlive();
            assertThatIllegalStateException().isThrownBy(publisher::stop).withMessageContaining("not committed");
        }
    }

    @Test
    void an_outside_publisher_whose_statement_the_database_refuses_is_reported() throws Exception {
        try (OutsidePublisher publisher = new OutsidePublisher(
                () -> {
                    throw new SQLException("no unique constraint matches", "42P10");
                },
                7)) {
            publisher.start();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThatThrownBy(publisher::verifyAlive)
                            .isInstanceOf(ExecutionException.class)
                            .hasRootCauseMessage("no unique constraint matches"));
        }
    }
}
