package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an atomic task, a server and a commit may do to the transaction. */
class AtomicTransactionsTest extends PipelineTest {

    private final Effects effects = new Effects(Databases.H2);
    private final AtomicReference<Node> itself = new AtomicReference<>();
    private final UserTransaction transaction = new LocalUserTransaction();

    AtomicTransactionsTest() {
        super(Databases.H2);
    }

    @BeforeEach
    void noEffects() throws Exception {
        effects.reset();
    }

    private Node working(Node.Builder builder, Disturbance first) {
        AtomicInteger runs = new AtomicInteger();
        Node node = running(builder.on(
                "work",
                row -> Job.atomic(() -> {
                    effects.write(itself.get(), row);
                    if (runs.incrementAndGet() == 1) {
                        first.happen();
                    }
                })));
        itself.set(node);
        return node;
    }

    /** What goes wrong in the first attempt, after its work. */
    private interface Disturbance {
        void happen() throws Exception;
    }

    private void assertFailedOnceWith(String error, long id) throws Exception {
        untilIs(id, ActionState.PROCESSED);
        effects.assertAgreement();
        assertThat(Attempts.of(database, id))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.getString("error")).contains(error));
    }

    @Test
    void a_task_that_sets_rollback_only_has_failed() throws Exception {
        Node node = working(node(), transaction::setRollbackOnly);

        assertFailedOnceWith("CLAIM0076", publishNow(node, "work"));
    }

    @Test
    void a_timeout_of_the_server_fails_the_attempt() throws Exception {
        Node node = working(node(), () -> LocalTransaction.current().timeOut());

        assertFailedOnceWith("CLAIM0076", publishNow(node, "work"));
    }

    @Test
    void a_task_that_rolls_back_itself_has_failed() throws Exception {
        Node node = working(node(), transaction::rollback);

        assertFailedOnceWith("CLAIM0075", publishNow(node, "work"));
    }

    @Test
    void a_task_that_goes_on_in_another_transaction_has_failed_and_that_one_is_rolled_back() throws Exception {
        Node node = working(node(), () -> {
            transaction.rollback();
            transaction.begin();
            publishNow(itself.get(), "next");
        });

        assertFailedOnceWith("CLAIM0075", publishNow(node, "work"));
        assertThat(database.count("type = 'next'")).isZero();
    }

    @Test
    void a_commit_that_is_refused_is_a_failed_attempt() throws Exception {
        Node node = working(node(), () -> failOnce("in front of the commit"));

        assertFailedOnceWith("CLAIM0077", publishNow(node, "work"));
        assertThat(node.loop().lostLeases()).isZero();
    }

    @Test
    void a_commit_whose_answer_is_lost_counts_as_what_it_was_and_as_no_lost_lease() throws Exception {
        Node node = working(node(), () -> failOnce("behind the commit"));

        long id = publishNow(node, "work");

        untilIs(id, ActionState.PROCESSED);
        until(() -> node.loop().inFlight() == 0);
        effects.assertAgreement();
        assertThat(database.text("fail_count", id)).isEqualTo("0");
        assertThat(node.loop().lostLeases()).isZero();
    }

    private void failOnce(String when) {
        Thread worker = Thread.currentThread();
        itself.get().probe(moment -> {
            if (Thread.currentThread() == worker && moment.equals(when)) {
                itself.get().probe(any -> {});
                throw new SQLException("lost " + when);
            }
        });
    }

    @Test
    void an_outcome_that_belongs_to_a_transaction_is_not_stored_outside_of_it() throws Exception {
        Node node = byHand(node());
        Transactions transactions = node.get(Transactions.class);
        Transactions.Work<Boolean> insert = connection -> {
            try (var statement = connection.prepareStatement("INSERT INTO effects VALUES (1, 1)")) {
                return statement.executeUpdate() == 1;
            }
        };

        assertThatThrownBy(() -> transactions.within("testing", insert)).hasMessageContaining("CLAIM0020");
        transaction.begin();
        LocalTransaction.current().timeOut();
        assertThatThrownBy(() -> transactions.within("testing", insert)).hasMessageContaining("CLAIM0020");
        transaction.rollback();
        assertThat(effects.of(1)).isZero();

        transaction.begin();
        assertThat(transactions.within("testing", insert)).isTrue();
        transaction.commit();
        assertThat(effects.of(1)).isEqualTo(1);
    }

    @Test
    void a_transaction_left_open_by_to_job_is_the_rows_failure() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Node node = running(node().on("work", row -> {
            if (asked.incrementAndGet() == 1) {
                transaction.begin();
            }
            return Job.atomic(() -> effects.write(itself.get(), row));
        }));
        itself.set(node);

        assertFailedOnceWith("CLAIM0068", publishNow(node, "work"));
    }

    @ApplicationScoped
    static class Ledger {

        static final AtomicReference<Node> NODE = new AtomicReference<>();

        @Inject
        Postings postings;

        @Processor(value = "work", atomic = true)
        Outcome post(LogRecord row) throws SQLException {
            try {
                postings.post(row);
            } catch (IllegalStateException swallowed) {
                // the transaction is marked by now
            }
            return Outcome.success();
        }
    }

    @ApplicationScoped
    static class Postings {
        @Transactional
        void post(LogRecord row) throws SQLException {
            new Effects(Databases.H2).write(Ledger.NODE.get(), row);
            if (row.attempt() == 1) {
                throw new IllegalStateException("marks the transaction");
            }
        }
    }

    @Test
    void a_transactional_bean_joins_and_an_exception_that_passes_it_fails_the_attempt() throws Exception {
        Node node = running(node().with(Ledger.class, Postings.class));
        Ledger.NODE.set(node);

        assertFailedOnceWith("CLAIM0076", publishNow(node, "work"));
    }
}
