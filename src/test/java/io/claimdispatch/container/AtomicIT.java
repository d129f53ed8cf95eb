package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.Publisher;
import io.claimdispatch.Rule;
import io.claimdispatch.container.atomic.Guest;
import io.claimdispatch.container.atomic.Hurry;
import io.claimdispatch.container.atomic.Invitations;
import io.claimdispatch.container.atomic.LateInvitation;
import io.claimdispatch.container.atomic.SlowInvitation;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Tasks that complete in the transaction of their own work, with the server's own JPA and transaction manager. */
@ArquillianTest
class AtomicIT {

    @Inject
    Invitations invitations;

    @Inject
    Publisher publisher;

    @Inject
    ActionLogs actionLogs;

    private final String name = UUID.randomUUID().toString();

    @Deployment
    static WebArchive application() {
        return TestWar.of(
                        "atomic",
                        // one thread, so that one row comes after the other there
                        Map.of("concurrency", "1"),
                        Guest.class,
                        Hurry.class,
                        Invitations.class,
                        LateInvitation.class,
                        SlowInvitation.class)
                .addAsResource("container/host-persistence.xml", "META-INF/persistence.xml");
    }

    @Test
    void the_entities_of_an_atomic_task_are_committed_with_its_row_and_with_what_it_publishes() {
        long id = publish("guest.invite", name);

        ActionLog row = await().until(() -> row(id), r -> r.state() == ActionState.PROCESSED);

        assertThat(row.failCount()).isZero();
        assertThat(invitations.exists("invited " + name)).isTrue();
        assertThat(isPublished(name)).isTrue();
    }

    @Test
    void an_entity_that_the_database_refuses_at_the_commit_takes_everything_back() {
        invitations.store(name);

        long id = publish("guest.invite", name);

        assertThat(failed(id).errors()).contains("CLAIM0077");
        assertThat(invitations.exists("invited " + name)).isFalse();
        assertThat(isPublished(name)).isFalse();
    }

    @Test
    void an_atomic_task_that_throws_after_its_statements_takes_everything_back() {
        String refused = "refused " + name;

        long id = publish("guest.invite", refused);

        assertThat(failed(id).errors()).contains("no invitation for " + refused);
        assertThat(invitations.exists("invited " + refused)).isFalse();
        assertThat(isPublished(refused)).isFalse();
    }

    @Test
    void an_atomic_task_that_the_servers_timeout_has_ended_is_a_failed_attempt_without_effect() {
        long id = publish("guest.invite-slowly", name);

        assertThat(failed(id).errors()).contains("CLAIM0076");
        assertThat(invitations.exists("invited " + name)).isFalse();
    }

    @Test
    void a_timeout_that_a_row_sets_does_not_meet_the_atomic_row_behind_it_on_the_thread() {
        List<Long> ids = publisher
                .publishAll(
                        List.of("guest.in-a-hurry", "guest.take-time"),
                        (type, draft) -> draft.type(type).eligibleNow().payload(name))
                .stream()
                .map(each -> each.id().orElseThrow())
                .toList();

        ActionLog row = await().until(() -> row(ids.get(1)), r -> r.failCount() > 0 || r.processedAt() != null);

        assertThat(row.errors()).isNull();
        assertThat(row(ids.get(0)).state()).isEqualTo(ActionState.PROCESSED);
        assertThat(invitations.exists("invited " + name)).isTrue();
    }

    @Test
    void a_transactional_method_that_returns_although_its_transaction_has_timed_out_is_a_failed_attempt() {
        long id = publisher
                .publish(draft -> draft.type("guest.invite-late")
                        .eligibleNow()
                        .payload(Map.of("name", name))
                        .rules(Rule.named("in-a-hurry")))
                .id()
                .orElseThrow();

        assertThat(failed(id).errors()).containsPattern("CLAIM0079|RollbackException|TransactionRolledback");
        assertThat(invitations.exists("invited " + name)).isFalse();
    }

    private long publish(String type, String payload) {
        return publisher.quick(type, Instant.EPOCH, payload).id().orElseThrow();
    }

    private boolean isPublished(String payload) {
        return actionLogs.latest(ActionState.WAITING, 1_000).stream()
                .anyMatch(row ->
                        row.type().equals("guest.invited") && row.payload().equals("\"" + payload + "\""));
    }

    private ActionLog failed(long id) {
        ActionLog row = await().until(() -> row(id), r -> r.failCount() == 1);
        assertThat(row.state()).isEqualTo(ActionState.WAITING);
        assertThat(row.processedAt()).isNull();
        return row;
    }

    private ActionLog row(long id) {
        return actionLogs.find(id).orElseThrow();
    }
}
