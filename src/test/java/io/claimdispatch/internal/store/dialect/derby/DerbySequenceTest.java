package io.claimdispatch.internal.store.dialect.derby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.store.DerbyDatabase;
import io.claimdispatch.internal.store.TestDatabase;
import io.claimdispatch.internal.store.UncommittedRows;
import io.claimdispatch.internal.store.sql.IdSequence.Draw;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

            Future<Draw> drawn = threads.submit(() -> database.commit(
                    connection -> new DerbySequence(new DerbyDialect().statements(), new UncommittedRows())
                            .draw(connection, TestDatabase.TABLE, MANY)));

            assertThatThrownBy(() -> drawn.get(2, TimeUnit.SECONDS))
                    .as("Derby itself gives up before")
                    .isInstanceOf(TimeoutException.class);
            other.rollback();
            assertThat(drawn.get(30, TimeUnit.SECONDS).ids()).hasSize(MANY).doesNotHaveDuplicates();
        }
    }
}
