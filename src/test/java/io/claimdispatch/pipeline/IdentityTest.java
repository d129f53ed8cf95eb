package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.spi.NodeIdentity;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** A node that dies, and one that comes after it on the same host. */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL, Databases.MARIADB})
class IdentityTest extends PipelineTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    IdentityTest(Databases database) {
        super(database);
    }

    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class SameName implements NodeIdentity {
        @Override
        public String nodeName() {
            return "the-host";
        }
    }

    @Test
    void each_boot_of_a_host_has_a_name_of_its_own() {
        Node first = byHand(node().set("node-name", "the-host"));
        Node second = byHand(node().set("node-name", "the-host"));

        assertThat(first.loop().nodeName()).startsWith("the-host/");
        assertThat(second.loop().nodeName())
                .startsWith("the-host/")
                .isNotEqualTo(first.loop().nodeName());
    }

    @Test
    void a_late_heartbeat_does_not_renew_the_lease_of_a_successor_not_even_of_the_same_name() throws Exception {
        Gate late = new Gate();
        Gate owning = new Gate();
        Node first = byHand(node().with(SameName.class).on("work", row -> Job.task(late::pass)));
        long id = publishNow(first, "work");
        first.scheduler().runOnce(1);
        until(() -> late.arrived() == 1);
        first.cut(true);
        Node second = byHand(node().with(SameName.class).on("work", row -> Job.task(owning::pass)));
        assertThat(second.loop().leases()).as("nothing is inherited by name").isZero();
        endLeases();
        second.loop().recover();
        second.scheduler().runOnce(1);
        until(() -> owning.arrived() == 1);
        assertThat(database.text("claimed_by", id)).isEqualTo("the-host");
        String claim = database.text("claim_token", id);

        endLeases();
        first.cut(false);
        first.loop().beat();

        assertThat(database.time("lease_until", id))
                .as("after the late heartbeat")
                .isEqualTo(LONG_AGO);
        second.loop().beat();
        assertThat(database.time("lease_until", id)).as("after the owner's").isAfter(LONG_AGO);
        late.open();
        until(() -> first.loop().inFlight() == 0);
        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        assertThat(database.text("claim_token", id)).isEqualTo(claim);
        owning.open();
        untilIs(id, ActionState.PROCESSED);
    }
}
