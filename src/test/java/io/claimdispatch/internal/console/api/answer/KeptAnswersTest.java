package io.claimdispatch.internal.console.api.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.api.TestApi;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Changes;
import io.claimdispatch.internal.console.api.call.Route;
import io.claimdispatch.internal.console.api.call.Turns;
import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.security.TestTokens;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many viewers of one overview, and others who want to read meanwhile. */
class KeptAnswersTest {

    private static final Call CALL = new Call(
            new Caller("/shop", "ann", Permission.OPERATE), Map.of(), Map.of(), JsonValue.EMPTY_JSON_OBJECT, null);

    private final ExecutorService viewers = Executors.newCachedThreadPool();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger reads = new AtomicInteger();
    private final Changes changes = new Changes();

    @AfterEach
    void endViewers() {
        end.countDown();
        viewers.shutdownNow();
    }

    private static Timings waiting(Duration wait) {
        return new Timings() {
            @Override
            public Duration turnOfARead() {
                return wait;
            }

            @Override
            public Duration keptOverview() {
                return Duration.ofHours(1);
            }
        };
    }

    private JsonObject read() {
        reads.incrementAndGet();
        reading.countDown();
        try {
            assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    @Test
    void whileOneReadsTheOthersHoldNoTurnAndGetWhatItHasRead() throws Exception {
        Timings timings = waiting(Duration.ofMinutes(1));
        Turns turns = new Turns(timings);
        KeptAnswers kept = new KeptAnswers(turns, new Ticker(), timings, changes);
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 5)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> kept.of(TableName.ACTION_LOGS, this::read), viewers))
                .toList();
        assertThat(reading.await(1, TimeUnit.MINUTES)).isTrue();

        // the second turn; with waiting viewers in it, this would wait for the first one
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> turns.take(() -> reads.get()), viewers);
        assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(1);

        end.countDown();
        for (CompletableFuture<Answer> answer : answers) {
            assertThat(answer.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void whatIsKeptIsAnsweredAlthoughAllTurnsAreTaken() {
        Timings timings = waiting(Duration.ZERO);
        Turns turns = new Turns(timings);
        KeptAnswers kept = new KeptAnswers(turns, new Ticker(), timings, changes);
        end.countDown();
        kept.of(TableName.ACTION_LOGS, this::read);

        Answer answer = turns.take(() -> turns.take(() -> kept.of(TableName.ACTION_LOGS, this::read)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(reads).hasValue(1);
        assertThatThrownBy(() -> turns.take(() -> turns.take(() -> kept.of(new TableName("other"), this::read))))
                .hasMessageContaining("CLAIM0273");
    }

    @Test
    void whatWasReadBeforeACommandIsReadAgain() throws Exception {
        Timings timings = waiting(Duration.ofMinutes(1));
        Turns turns = new Turns(timings);
        KeptAnswers kept = new KeptAnswers(turns, new Ticker(), timings, changes);
        ConsoleApi api = TestApi.of(TestTokens.at(Instant::now), turns, changes);
        end.countDown();
        kept.of(TableName.ACTION_LOGS, this::read);

        api.call(TestApi.route("GET", "view", Permission.VIEW), CALL, answer -> {});
        kept.of(TableName.ACTION_LOGS, this::read);
        assertThat(reads).hasValue(1);

        api.call(TestApi.route("POST", "operate", Permission.OPERATE), CALL, answer -> {
            kept.of(TableName.ACTION_LOGS, this::read);
        });
        assertThat(reads).as("already when the answer is written").hasValue(2);

        Route failing = TestApi.route("POST", "operate", Permission.OPERATE, call -> {
            throw new IllegalStateException();
        });
        assertThatThrownBy(() -> api.call(failing, CALL, answer -> {})).isInstanceOf(IllegalStateException.class);
        kept.of(TableName.ACTION_LOGS, this::read);
        assertThat(reads).hasValue(3);
    }

    @Test
    void aReadThatACommandOvertakesIsNotKept() throws Exception {
        Timings timings = waiting(Duration.ofMinutes(1));
        KeptAnswers kept = new KeptAnswers(new Turns(timings), new Ticker(), timings, changes);
        CompletableFuture<Answer> early =
                CompletableFuture.supplyAsync(() -> kept.of(TableName.ACTION_LOGS, this::read), viewers);
        assertThat(reading.await(1, TimeUnit.MINUTES)).isTrue();

        changes.happened();
        end.countDown();
        assertThat(early.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
        kept.of(TableName.ACTION_LOGS, this::read);

        assertThat(reads).hasValue(2);
    }
}
