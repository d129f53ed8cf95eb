package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Priority;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Rows that cannot be helped, by the page, in front of one that can. */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL, Databases.MARIADB})
class StarvationTest extends PipelineTest {

    StarvationTest(Databases database) {
        super(database);
    }

    @Processor("order.*")
    static class Orders implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.task(() -> {});
        }
    }

    @Test
    void rows_of_thousands_of_unroutable_types_in_front_do_not_hide_a_type_that_a_family_takes() throws Exception {
        Node publisher = byHand(node());
        publisher
                .publisher()
                .publishAll(
                        WorkflowContract.numbers(2_500),
                        (n, d) -> d.type("nobody." + n).eligibleNow().priority(Priority.HIGH));
        long behind = publishNow(publisher, "order.paid");

        running(node().with(Orders.class));

        untilIs(behind, ActionState.PROCESSED);
        assertThat(states()).isEqualTo("PROCESSED 1, WAITING 2500");
    }

    @Test
    void expired_rows_of_types_that_this_node_does_not_route_are_taken_back_and_hide_none_behind() throws Exception {
        Gate never = new Gate();
        Node dying = byHand(node().on("gone", row -> Job.task(never::pass)).on("work", row -> Job.task(never::pass)));
        dying.publisher()
                .publishAll(
                        WorkflowContract.numbers(250), (n, d) -> d.type("gone").eligibleNow());
        long behind = publishNow(dying, "work");
        dying.scheduler().runOnce(300);
        dying.kill();
        assertThat(states()).isEqualTo("CLAIMED 251");
        endLeases();
        database.execute("UPDATE action_logs SET lease_until = TIMESTAMP '2021-01-01 00:00:00' WHERE id = " + behind);

        running(node().on("work", row -> Job.task(() -> {})));

        untilIs(behind, ActionState.PROCESSED);
        untilStates("PROCESSED 1, WAITING 250");
        assertThat(database.count("type = 'gone' AND fail_count = 1")).isEqualTo(250);
    }

    @Test
    void expired_rows_that_a_hung_transaction_has_locked_hide_none_behind() throws Exception {
        Gate never = new Gate();
        Node dying = byHand(node().on("work", row -> Job.task(never::pass)));
        dying.publisher()
                .publishAll(
                        WorkflowContract.numbers(600), (n, d) -> d.type("work").eligibleNow());
        long behind = publishNow(dying, "work");
        dying.scheduler().runOnce(700);
        dying.kill();
        endLeases();
        database.execute("UPDATE action_logs SET lease_until = TIMESTAMP '2021-01-01 00:00:00' WHERE id = " + behind);
        try (Connection hung = database.connect();
                Statement statement = hung.createStatement()) {
            hung.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            hung.setAutoCommit(false);
            statement.executeUpdate("UPDATE action_logs SET reason = 'hung' WHERE id < " + behind);

            running(node().on("work", row -> Job.task(() -> {})));

            untilIs(behind, ActionState.PROCESSED);
            hung.rollback();
        }
        untilStates("PROCESSED 601");
    }
}
