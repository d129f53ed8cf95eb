package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network that falls silent: nothing is refused, nothing is closed, nothing is answered. */
abstract class NetworkFaultsContract extends FaultsTest {

    private static final Duration LONGER_THAN_THE_TIMEOUT = Duration.ofMillis(1_500);
    private static final int ROWS = 400;

    private final AtomicBoolean silenced = new AtomicBoolean();
    private final ThreadLocal<Boolean> completed = ThreadLocal.withInitial(() -> false);
    private final ThreadLocal<Boolean> both = ThreadLocal.withInitial(() -> false);

    NetworkFaultsContract(Databases database) {
        super(database);
    }

    /** When the network falls silent, within an exchange that both completes and claims. */
    enum Moment {
        CLAIM,
        COMPLETION,
        COMMIT,
        /** The server has got the commit, and its answer is lost. */
        ANSWER
    }

    @Test
    void a_silence_in_mid_run_costs_no_row_and_no_second_run() throws Exception {
        publish(2_000);
        Node node = running(counting());
        until(() -> ran() > 100);

        network.swallow();
        untilLater(LONGER_THAN_THE_TIMEOUT);
        network.heal();

        assertThat(network.swallowed()).isPositive();
        untilEachHasRunOnce(node, 2_000);
    }

    @ParameterizedTest
    @EnumSource
    void an_exchange_that_is_cut_off_is_neither_lost_nor_repeated_whatever_the_moment(Moment moment) throws Exception {
        publish(ROWS);
        pool.beforeCommit(() -> {
            if (both.get()) {
                silence(moment == Moment.COMMIT);
                if (moment == Moment.ANSWER && silenced.compareAndSet(false, true)) {
                    network.swallowAnswers();
                }
            }
            both.remove();
            completed.remove();
        });
        Node node = running(silencing(counting().set("limit", "50"), moment));

        until(silenced::get);
        untilLater(LONGER_THAN_THE_TIMEOUT);
        network.heal();

        untilEachHasRunOnce(node, ROWS);
    }

    /** Where the driver can end a connection that another thread reads from. */
    void aConnectionWithoutTimeoutsOfItsOwnIsEndedWhenItHangs() throws Exception {
        publish(ROWS);
        pool.knowNoTimeouts();
        Node node = running(silencing(counting().set("limit", "50"), Moment.CLAIM));
        until(silenced::get);
        untilLater(LONGER_THAN_THE_TIMEOUT);
        network.heal();

        untilEachHasRunOnce(node, ROWS);
    }

    @Test
    void a_publisher_whose_commit_is_not_answered_is_told_that_it_may_be_stored() throws Exception {
        Node node = byHand(counting());
        Thread publisher = Thread.currentThread();
        // the node's own threads commit as well
        pool.beforeCommit(() -> {
            if (Thread.currentThread() == publisher) {
                network.cut();
            }
        });

        assertThatThrownBy(() -> node.publisher()
                        .publish(d -> d.type("other").eligibleNow().idempotencyKey("1")))
                .isInstanceOfSatisfying(
                        ClaimDispatchException.class, e -> assertThat(e.id()).isEqualTo("CLAIM0026"));
        pool.beforeCommit(() -> {});

        node.publisher().publish(d -> d.type("other").eligibleNow().idempotencyKey("1"));
        assertThat(database.count("type = 'other'")).isOne();
    }

    private void silence(boolean now) {
        if (now && silenced.compareAndSet(false, true)) {
            network.swallow();
        }
    }

    private Node.Builder silencing(Node.Builder node, Moment moment) {
        return node.role(RowCompletions.class, completions -> (connection, table, all) -> {
                    silence(moment == Moment.COMPLETION && all.size() > 1);
                    Set<ClaimRef> stored = completions.complete(connection, table, all);
                    completed.set(!stored.isEmpty());
                    return stored;
                })
                .role(RowClaims.class, claims -> (connection, request) -> {
                    silence(moment == Moment.CLAIM && completed.get());
                    List<ClaimedRow> claimed = claims.claim(connection, request);
                    both.set(completed.get() && !claimed.isEmpty());
                    return claimed;
                });
    }
}
