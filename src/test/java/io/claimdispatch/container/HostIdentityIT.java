package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.container.host.HostIdentities;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * Only a logged-in user runs rows here, by hand. The rows are other users' work: they must not run in the name, and
 * with the rights, of the user who runs them.
 */
@ArquillianTest
@RunAsClient
class HostIdentityIT {

    @ArquillianResource
    URI host;

    private final String name = UUID.randomUUID().toString();

    @Deployment(testable = false)
    static WebArchive application() {
        return HostWar.of("hostbyhand", Map.of("claiming", "false"));
    }

    @Test
    void a_task_does_not_run_as_the_user_who_runs_the_scheduler() throws Exception {
        assertRunsAsNobody("api/customers/" + name);
    }

    @Test
    void a_batch_job_does_not_run_as_the_user_who_runs_the_scheduler() throws Exception {
        assertRunsAsNobody("api/customers/" + name + "/audit");
    }

    private void assertRunsAsNobody(String work) throws Exception {
        HostClient customer = HostClient.customer(host);
        String id = customer.post(work);
        assertThat(customer.get("api/rows/" + id)).isEqualTo("WAITING");

        assertThat(customer.post("api/run")).doesNotContain("claimed=0");

        await().until(() -> !customer.get("api/customers/" + name + "/welcome").isEmpty());
        assertThat(customer.get("api/customers/" + name + "/welcome"))
                .doesNotContain(HostIdentities.CUSTOMER)
                .endsWith(" false");
        assertThat(customer.get("api/caller")).isEqualTo(HostIdentities.CUSTOMER + " true");
    }
}
