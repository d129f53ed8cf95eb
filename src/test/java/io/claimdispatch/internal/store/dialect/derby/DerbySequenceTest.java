package io.claimdispatch.internal.store.dialect.derby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.common.MovedTime;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.store.DerbyDatabase;
import io.claimdispatch.internal.store.TestDatabase;
import io.claimdispatch.internal.store.UncommittedRows;
import io.claimdispatch.internal.store.sql.IdSequence.Draw;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ids, while others have to do with the sequences of the same database. */
class DerbySequenceTest {

    /** Derby notes each hundredth. */
    private static final int MANY = 250;

    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void ids_are_drawn_once_the_lock_on_the_catalog_of_sequences_is_released() throws Exception {
        DerbyDatabase database = DerbyDatabase.INSTANCE;
        database.reset();
        try (Connection other = database.begin();
                Statement statement = other.createStatement()) {
            other.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            statement.executeQuery("SELECT * FROM SYS.SYSSEQUENCES").next();

            Future<Draw> drawn = threads.submit(() -> database.commit(connection -> new DerbySequence(
                            new DerbyDialect().statements(), new UncommittedRows(), new Ticker())
                    .draw(connection, TestDatabase.TABLE, MANY)));

            assertThatThrownBy(() -> drawn.get(2, TimeUnit.SECONDS))
                    .as("Derby itself gives up before")
                    .isInstanceOf(TimeoutException.class);
            other.rollback();
            assertThat(drawn.get(30, TimeUnit.SECONDS).ids()).hasSize(MANY).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_lock_on_the_catalog_of_sequences_that_lasts_longer_than_ten_seconds_is_an_error() {
        MovedTime time = MovedTime.standing();
        AtomicInteger tries = new AtomicInteger();
        DerbySequence sequence =
                new DerbySequence(new DerbyDialect().statements(), new UncommittedRows(), time.ticker());

        assertThatThrownBy(() -> sequence.draw(
                        failing(() -> {
                            tries.incrementAndGet();
                            time.pass(Duration.ofSeconds(4));
                        }),
                        TestDatabase.TABLE,
                        1))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("X0Y84"));

        assertThat(tries).as("at once, after 4 and after 8 seconds").hasValue(3);
    }

    /** A connection on which each draw finds the catalog locked. */
    private static Connection failing(Runnable before) {
        PreparedStatement statement = answering(PreparedStatement.class, method -> {
            if (method.equals("executeQuery")) {
                before.run();
                throw new SQLException("the catalog is locked", "X0Y84");
            }
            return null;
        });
        return answering(Connection.class, method -> statement);
    }

    private interface Answer {
        @Nullable
        Object to(String method) throws SQLException;
    }

    private static <T> T answering(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> answer.to(method.getName())));
    }
}
