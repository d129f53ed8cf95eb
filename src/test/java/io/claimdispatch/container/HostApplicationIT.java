package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.container.host.Addresses;
import io.claimdispatch.container.host.CustomersResource;
import io.claimdispatch.container.host.HostIdentities;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application that depends on our jar and on nothing else of ours, with entities, a persistence unit, a JAX-RS
 * application and a login of its own, on the same data source. It is asked from outside, as its users would.
 */
@ArquillianTest
@RunAsClient
class HostApplicationIT {

    private static final String OURS = "io.claimdispatch.";
    private static final String THE_HOSTS = Addresses.class.getPackageName();

    @ArquillianResource
    URI host;

    private HostClient customer;
    private HostClient nobody;

    private final String name = UUID.randomUUID().toString();

    @Deployment(testable = false)
    static WebArchive application() {
        return HostWar.of("host", Map.of());
    }

    @BeforeEach
    void clients() {
        customer = HostClient.customer(host);
        nobody = HostClient.nobody(host);
    }

    @Test
    void the_hosts_bare_injection_stays_its_own_and_both_rows_are_committed_together() throws Exception {
        String id = customer.post("api/customers/" + name);

        assertThat(customer.get("api/customers/" + name)).isEqualTo("true");
        await().until(() -> customer.get("api/rows/" + id).equals("PROCESSED"));
        assertThat(customer.get("api/customers/" + name + "/welcome")).isNotEmpty();
    }

    @Test
    void both_rows_are_rolled_back_together() throws Exception {
        String id = customer.post("api/customers/" + name + "?rollBack=true");

        assertThat(customer.get("api/rows/" + id)).isEqualTo("none");
        assertThat(customer.get("api/customers/" + name)).isEqualTo("false");
    }

    @Test
    void a_batch_job_of_the_hosts_runs_in_it() throws Exception {
        String id = customer.post("api/customers/" + name + "/audit");

        await().until(() -> customer.get("api/rows/" + id).equals("PROCESSED"));
        assertThat(customer.get("api/customers/" + name + "/welcome")).isNotEmpty();
    }

    @Test
    void the_hosts_login_stays_its_own() throws Exception {
        assertThat(nobody.status("GET", "api/caller")).isEqualTo(401);
        assertThat(HostClient.of(host, HostIdentities.CUSTOMER, "guessed").status("GET", "api/caller"))
                .isEqualTo(401);
        assertThat(HostClient.of(host, "mallory", HostIdentities.PASSWORD).status("GET", "api/caller"))
                .isEqualTo(403);
        assertThat(customer.get("api/caller")).isEqualTo(HostIdentities.CUSTOMER + " true");
    }

    @Test
    void a_task_that_a_user_published_does_not_run_as_that_user() throws Exception {
        String task = customer.post("api/customers/" + name);
        String batch = customer.post("api/customers/audited-" + name + "/audit");

        await().until(() -> customer.get("api/rows/" + task).equals("PROCESSED"));
        await().until(() -> customer.get("api/rows/" + batch).equals("PROCESSED"));
        assertThat(customer.get("api/customers/" + name + "/welcome"))
                .doesNotContain(HostIdentities.CUSTOMER)
                .endsWith(" false");
        assertThat(customer.get("api/customers/audited-" + name + "/welcome"))
                .doesNotContain(HostIdentities.CUSTOMER)
                .endsWith(" false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claim-dispatch",
                "claim-dispatch/",
                "claim-dispatch/index.html",
                "claim-dispatch/api",
                "claim-dispatch/api/actions",
                "claim-dispatch/actions",
                "claim-dispatch/console",
                "claim-dispatch/health",
                "claim-dispatch/metrics",
                "console",
                "console/index.html",
                "admin",
                "actions",
                "action_logs",
                "scheduler",
                "scheduler/run",
                "health",
                "metrics",
                "index.html",
                "api/claim-dispatch",
                "api/actions",
                "api/action_logs",
                "api/scheduler",
                "META-INF/claim-dispatch/ddl/h2.sql",
                "META-INF/resources/claim-dispatch/index.html",
                "WEB-INF/lib/claim-dispatch-classes.jar",
                "/claim-dispatch/",
                "/claim-dispatch/index.html"
            })
    void there_is_no_address_that_the_host_has_not_asked_for(String address) throws Exception {
        assertThat(customer.status("GET", address)).isEqualTo(404);
        // a static file that is not there may also be answered by the method's refusal
        assertThat(customer.status("POST", address)).isIn(404, 405);
        assertThat(nobody.status("GET", address)).isEqualTo(address.startsWith("api/") ? 401 : 404);
    }

    @Test
    void the_jar_registers_nothing_for_addresses_in_its_host() throws Exception {
        String[] lines = nobody.get("addresses").split("\\R");

        assertThat(lines)
                .anyMatch(line -> line.startsWith("servlet " + Addresses.class.getName()))
                .contains("resource " + CustomersResource.class.getName())
                .contains("file /WEB-INF/");
        assertThat(lines).allMatch(line -> !line.contains(OURS) || line.contains(THE_HOSTS));
        assertThat(lines).noneMatch(line -> line.contains("claim-dispatch"));
    }
}
