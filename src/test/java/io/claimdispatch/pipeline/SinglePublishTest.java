package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.Draft;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;

/** A row that is published alone and without a key goes by JPA, on some databases as a statement of its own. */
class SinglePublishTest {

    private static final List<String> PUBLISHED = List.of("type", "payload", "payload_size", "state", "fail_count");

    private final Thread publishing = Thread.currentThread();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private Databases database = Databases.H2;
    private @Nullable Node node;

    private Node node(Databases on) throws Exception {
        database = on;
        database.reset();
        Node made =
                Node.on(database).connections(() -> watched(database.connect())).byHand();
        node = made;
        return made;
    }

    private Connection watched(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    // the node's maintenance has threads of its own
                    if (method.getName().equals("prepareStatement") && Thread.currentThread() == publishing) {
                        statements.add((String) given[0]);
                    }
                    try {
                        return method.invoke(connection, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
        }
    }

    @ParameterizedTest
    @EachDatabase
    void a_row_alone_is_stored_as_one_with_a_key_is(Databases on) throws Exception {
        Node made = node(on);
        Instant at = Instant.parse("2031-03-30T01:30:00.123456789Z");
        Consumer<Draft> draft =
                d -> d.type("größe").eligibleAt(at).priority(Priority.HIGH).payload(Map.of("ß", "\"1'"));

        long alone = made.publisher().publish(draft).id().orElseThrow();
        long keyed = made.publisher()
                .publish(draft.andThen(d -> d.idempotencyKey("key")))
                .id()
                .orElseThrow();

        assertThat(alone).isLessThan(keyed);
        for (String column : PUBLISHED) {
            assertThat(database.text(column, alone)).as(column).isEqualTo(database.text(column, keyed));
        }
        assertThat(database.text("priority", alone)).isEqualTo(database.text("priority", keyed));
        assertThat(database.time("end_at", alone))
                .isEqualTo(database.time("end_at", keyed))
                .isEqualTo(Instant.parse("2031-03-30T01:30:00.123456Z"));
        assertThat(database.time("created_at", alone))
                .isEqualTo(database.time("updated_at", alone))
                .isBeforeOrEqualTo(database.time("created_at", keyed));
        assertThat(database.count("idempotency_key IS NULL AND claim_token IS NULL AND errors IS NULL"))
                .isOne();
    }

    @ParameterizedTest
    @EachDatabase
    void the_delay_of_a_single_row_counts_by_the_clock_of_its_insert(Databases on) throws Exception {
        Node made = node(on);

        for (Duration delay : List.of(
                Duration.ZERO, Duration.ofNanos(1_000), Duration.parse("P40DT1H0.000001S"), Duration.ofDays(365_000))) {
            long id = made.publisher()
                    .publish(d -> d.type("work").eligibleIn(delay))
                    .id()
                    .orElseThrow();
            assertThat(Duration.between(database.time("created_at", id), database.time("end_at", id)))
                    .isEqualTo(delay);
        }
        List<Instant> created = LocalTransaction.separate(() -> {
            Instant first = createdAt(made);
            return List.of(first, createdAt(made));
        });
        assertThat(created.get(1)).as("goes on within a transaction").isAfter(created.get(0));
    }

    private static Instant createdAt(Node node) {
        long id = node.publisher().quick("work", null).id().orElseThrow();
        return node.actionLogs().find(id).orElseThrow().createdAt();
    }

    @ParameterizedTest
    @EachDatabase
    void a_single_row_is_rolled_back_with_its_callers_transaction(Databases on) throws Exception {
        Node made = node(on);

        assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                    long id = made.publisher().quick("work", null).id().orElseThrow();
                    assertThat(made.actionLogs().find(id)).isPresent();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(database.count("1 = 1")).isZero();
    }

    @ParameterizedTest
    @EachDatabase({Databases.POSTGRESQL, Databases.MARIADB})
    void publishing_a_single_row_takes_one_statement_where_the_database_is_behind_a_network(Databases on)
            throws Exception {
        Node made = node(on);
        made.publisher().quick("work", null);
        statements.clear();

        LocalTransaction.separate(() -> made.publisher().quick("work", null));

        assertThat(statements)
                .singleElement()
                .asString()
                .startsWith("INSERT INTO action_logs")
                .endsWith("RETURNING id");
    }
}
