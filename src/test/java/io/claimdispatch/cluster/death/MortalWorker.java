package io.claimdispatch.cluster.death;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.cluster.app.AtomicWorker;
import io.claimdispatch.cluster.app.AttemptFile;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Atomic tasks that are the end of the first server which runs them, at the step that their payload names. */
@ApplicationScoped
public class MortalWorker {

    /** What is noted as a row's state where none can be asked for. */
    public static final String NOT_ASKED = "-";

    private static final String STATE = "SELECT state FROM action_logs WHERE id = ?";

    @Inject
    AttemptFile attempts;

    @Inject
    AtomicWorker effects;

    @Inject
    DeathNote death;

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource dataSource;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    @Processor(value = "atomic.mortal", atomic = true)
    public void work(Mortal mortal, LogRecord row) throws SQLException {
        attempts.begin(row);
        at(Step.BEGIN, mortal, row);
        effects.write(row);
        at(Step.WRITTEN, mortal, row);
        registry.registerInterposedSynchronization(new Commit(mortal, row));
        attempts.end(row);
        at(Step.END, mortal, row);
    }

    private void at(Step step, Mortal mortal, LogRecord row) throws SQLException {
        if (isLast(step, mortal, row)) {
            death.end(step, row, state(row));
        }
    }

    private static boolean isLast(Step step, Mortal mortal, LogRecord row) {
        return row.attempt() == 1 && step == mortal.last();
    }

    /** Within the transaction of the work, which sees what it has changed itself. */
    private String state(LogRecord row) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(STATE)) {
            select.setLong(1, row.id());
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    /** What follows the work. */
    private final class Commit implements Synchronization {

        private final Mortal mortal;
        private final LogRecord row;

        Commit(Mortal mortal, LogRecord row) {
            this.mortal = mortal;
            this.row = row;
        }

        @Override
        public void beforeCompletion() {
            try {
                at(Step.BEFORE_COMMIT, mortal, row);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED && isLast(Step.COMMITTED, mortal, row)) {
                death.end(Step.COMMITTED, row, NOT_ASKED);
            }
        }
    }
}
