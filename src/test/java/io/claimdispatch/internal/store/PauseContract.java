package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.Pause;
import io.claimdispatch.internal.common.TableName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is paused, by whom and why. */
abstract class PauseContract {

    final TestDatabase database;

    PauseContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void nothingPaused() throws SQLException {
        database.reset();
    }

    private void pause(String pattern, String who, String why) throws SQLException {
        database.commit(c -> {
            database.store().pauses().pause(c, TABLE, pattern, who, why);
            return true;
        });
    }

    private boolean resume(String pattern) throws SQLException {
        return database.commit(c -> database.store().pauses().resume(c, TABLE, pattern));
    }

    private List<Pause> paused() throws SQLException {
        return database.commit(c -> database.store().pauses().paused(c, TABLE));
    }

    @Test
    void pauses_are_kept_with_who_and_why_and_since_when_until_they_are_resumed() throws SQLException {
        Instant before = database.now().truncatedTo(ChronoUnit.MICROS);
        pause("order.*", "ann", "the shop is down");
        pause("mail", "bob", "näh ☃");

        List<Pause> paused = paused();

        assertThat(paused).extracting(Pause::pattern).containsExactly("mail", "order.*");
        assertThat(paused.get(0).why()).isEqualTo("näh ☃");
        assertThat(paused.get(1).who()).isEqualTo("ann");
        assertThat(paused.get(1).since()).isBetween(before, database.now());
        assertThat(resume("order.*")).isTrue();
        assertThat(resume("order.*")).isFalse();
        assertThat(paused()).extracting(Pause::pattern).containsExactly("mail");
    }

    @Test
    void pausing_again_replaces_who_and_why_and_keeps_since_when() throws SQLException {
        pause("mail", "ann", "first");
        Instant since = paused().get(0).since();

        pause("mail", "bob", "second");

        assertThat(paused()).containsExactly(new Pause("mail", "bob", "second", since));
    }

    @Test
    void types_that_differ_in_case_only_are_paused_apart() throws SQLException {
        pause("mail", "ann", "x");
        pause("Mail", "ann", "x");

        assertThat(paused()).hasSize(2);
        assertThat(resume("MAIL")).isFalse();
    }

    @Test
    void several_nodes_may_pause_the_same_type_at_the_same_time() throws Exception {
        for (int round = 0; round < 10; round++) {
            String pattern = "mail" + round;
            ClaimContract.inThreads(4, number -> {
                pause(pattern, "node " + number, "because");
                return number;
            });
        }

        assertThat(paused()).hasSize(10);
    }

    /** As the pools of Payara and GlassFish do. */
    private static Connection withoutCodes(Connection connection) {
        return intercepted(Connection.class, connection);
    }

    private static <T> T intercepted(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                PauseContract.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    try {
                        Object result = method.invoke(real, values);
                        return result instanceof PreparedStatement statement
                                ? intercepted(PreparedStatement.class, statement)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw new SQLException(e.getTargetException().getMessage(), null, e.getTargetException());
                    }
                }));
    }

    @Test
    void several_nodes_may_pause_the_same_type_through_pools_that_hide_the_databases_error() throws Exception {
        for (int round = 0; round < 10; round++) {
            String pattern = "mail" + round;
            ClaimContract.inThreads(
                    4,
                    number -> database.commit(c -> {
                        database.store().pauses().pause(withoutCodes(c), TABLE, pattern, "node " + number, "because");
                        return number;
                    }));
        }

        assertThat(paused()).hasSize(10);
    }

    @Test
    void a_missing_table_of_pauses_is_named_with_its_command_even_through_a_pool_that_hides_the_databases_error() {
        TableName missing = new TableName("never_logs");

        assertThatThrownBy(() -> database.commit(c -> database.store().pauses().paused(withoutCodes(c), missing)))
                .hasMessageContaining("CLAIM0021")
                .hasMessageContaining("'never_logs_paused'")
                .hasMessageEndingWith(" --table never_logs");
        assertThatThrownBy(() -> database.commit(c -> database.store().pauses().resume(c, missing, "mail")))
                .hasMessageContaining("CLAIM0021");
    }

    @Test
    void a_pause_waits_for_another_that_has_not_committed_and_is_applied_last() throws Exception {
        try (Connection first = database.begin()) {
            database.store().pauses().pause(first, TABLE, "mail", "first", "x");
            try (Concurrent<Boolean> second = Concurrent.start(() -> {
                pause("mail", "second", "y");
                return true;
            })) {
                second.untilBlocked(database);
                first.commit();
                assertThat(second.result()).isTrue();
            }
        }
        assertThat(paused()).singleElement().extracting(Pause::who).isEqualTo("second");
    }
}
