package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.claim.UnreadRows;
import io.claimdispatch.internal.store.lease.ExpiredLeases;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that do not fit into the memory of a node. Its heap is played by the store: a full one would hit the test too. */
abstract class LargeRowsContract extends PipelineTest {

    private final Map<Long, AtomicInteger> runs = new ConcurrentHashMap<>();
    private final List<Integer> asked = new CopyOnWriteArrayList<>();
    private volatile int room = Integer.MAX_VALUE;

    LargeRowsContract(Databases database) {
        super(database);
    }

    /** Has room for so many rows at once, and for none of the type "large". */
    private void hold(Collection<ClaimedRow> rows) {
        if (rows.size() > room || rows.stream().anyMatch(row -> row.type().equals("large"))) {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    private RowClaims held(RowClaims claims) {
        return (connection, request) -> {
            asked.add(request.limit());
            List<ClaimedRow> rows = claims.claim(connection, request);
            if (!request.unread()) {
                hold(rows);
            }
            return rows;
        };
    }

    private UnreadRows held(UnreadRows unread) {
        return new UnreadRows(unread) {
            @Override
            public @Nullable ClaimedRow read(Connection connection, ClaimRef ref) throws SQLException {
                ClaimedRow row = super.read(connection, ref);
                hold(row == null ? List.of() : List.of(row));
                return row;
            }
        };
    }

    private ExpiredLeases held(ExpiredLeases expired) {
        return new ExpiredLeases(expired) {
            @Override
            public List<ClaimedRow> lock(Connection connection, TableName table, Collection<ClaimRef> refs)
                    throws SQLException {
                List<ClaimedRow> rows = super.lock(connection, table, refs);
                hold(rows);
                return rows;
            }
        };
    }

    private Node.Builder working() {
        return node().role(RowClaims.class, this::held)
                .role(UnreadRows.class, this::held)
                .role(ExpiredLeases.class, this::held)
                .set("retry.max-attempts", "2")
                .on("large", row -> Job.task(() -> ran(row.id())))
                .on("small", row -> Job.task(() -> ran(row.id())));
    }

    private void ran(long id) {
        runs.computeIfAbsent(id, first -> new AtomicInteger()).incrementAndGet();
    }

    private void publish(int rows) {
        byHand(node())
                .publisher()
                .publishAll(
                        WorkflowContract.numbers(rows),
                        (n, d) -> d.type("small").eligibleNow());
    }

    @Test
    void a_row_that_alone_does_not_fit_into_memory_fails_and_those_behind_it_go_on() throws Exception {
        long large = publishNow(byHand(node()), "large");
        publish(40);

        Node node = running(working());

        untilStates("DEAD 1, PROCESSED 40");
        until(() -> node.loop().inFlight() == 0);
        assertThat(database.text("fail_count", large)).isEqualTo("2");
        assertThat(database.text("errors", large)).contains("CLAIM0029", "Java heap space", "more heap");
        assertThat(runs).hasSize(40).doesNotContainKey(large);
        assertThat(runs.values()).as("runs of each").allMatch(count -> count.get() == 1);
        assertThat(node.loop().leases()).isZero();
    }

    @Test
    void claims_shrink_until_they_fit_and_grow_again() throws Exception {
        publish(300);
        room = 10;
        Node node = byHand(working());

        for (int tries = 0; tries < 2; tries++) {
            assertThatThrownBy(() -> node.scheduler().runOnce(100)).isInstanceOf(OutOfMemoryError.class);
        }
        node.scheduler().runOnce(100);
        assertThat(asked).containsExactly(100, 25, 6);
        assertThat(database.count("fail_count > 0")).isZero();
        room = Integer.MAX_VALUE;
        for (int claim = 0; claim < 16; claim++) {
            node.scheduler().runOnce(100);
        }

        List<Integer> grown = new ArrayList<>(asked.subList(3, asked.size()));
        assertThat(grown).isSorted().contains(6, 12, 24);
        until(() -> count(ActionState.CLAIMED) == 0);
        assertThat(runs.values()).allMatch(count -> count.get() == 1);
    }

    @Test
    void rows_of_a_dead_node_come_back_although_one_of_them_does_not_fit_into_memory() throws Exception {
        Gate never = new Gate();
        Node dying = byHand(node().on("large", row -> Job.task(never::pass)).on("small", row -> Job.task(never::pass)));
        publishNow(dying, "small");
        long large = publishNow(dying, "large");
        publish(5);
        dying.scheduler().runOnce(7);
        until(() -> count(ActionState.CLAIMED) == 7);
        dying.kill();
        endLeases();

        Node node = byHand(working());
        node.loop().recover();

        assertThat(states()).isEqualTo("WAITING 7");
        assertThat(database.count("fail_count = 1")).isEqualTo(7);
        assertThat(database.text("errors", large)).contains("CLAIM0064");
        assertThat(database.text("payload", large)).isEqualTo("{}");
    }
}
