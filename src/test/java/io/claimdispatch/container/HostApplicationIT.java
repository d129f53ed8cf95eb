package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.container.host.Customer;
import io.claimdispatch.container.host.SignUp;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Our jar in an application that has a persistence unit of its own, on the same data source. */
@ArquillianTest
class HostApplicationIT {

    @Inject
    SignUp signUp;

    @Inject
    ActionLogs actionLogs;

    private final String name = UUID.randomUUID().toString();

    @Deployment
    static WebArchive application() {
        return TestWar.of("host", Map.of(), Customer.class, SignUp.class)
                .addAsResource("container/host-persistence.xml", "META-INF/persistence.xml");
    }

    @Test
    void the_hosts_bare_injection_stays_its_own_and_both_rows_are_committed_together() {
        long id = signUp.signUp(name, false);

        await().until(() -> actionLogs.find(id).orElseThrow().getState() == ActionState.PROCESSED);
        assertThat(signUp.exists(name)).isTrue();
        assertThat(signUp.exists("welcomed " + name)).isTrue();
    }

    @Test
    void both_rows_are_rolled_back_together() {
        long id = signUp.signUp(name, true);

        assertThat(actionLogs.find(id)).isEmpty();
        assertThat(signUp.exists(name)).isFalse();
    }
}
