package io.claimdispatch.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.container.server.Server;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An EAR of an EJB module and two WARs, with our jar as a further EJB module. It is asked from outside. */
@ArquillianTest
@RunAsClient
class EarIT {

    @ArquillianResource
    Deployer deployer;

    @ArquillianResource
    @OperateOnDeployment("module")
    URI server;

    private Visitor shop;
    private Visitor office;

    private final String name = UUID.randomUUID().toString();

    @Deployment(name = "module", testable = false)
    static EnterpriseArchive asModule() {
        return TestEar.asModule("module");
    }

    @Deployment(name = "lib", managed = false, testable = false)
    static EnterpriseArchive inLib() {
        return TestEar.inLib("lib");
    }

    @Deployment(name = "plain", managed = false, testable = false)
    static EnterpriseArchive withOneWar() {
        return TestEar.withOneWar("plain", "limit=100");
    }

    @Deployment(name = "mistake", managed = false, testable = false)
    static EnterpriseArchive withMistake() {
        return TestEar.withOneWar("mistake", "limit=many");
    }

    @Deployment(name = "each", managed = false, testable = false)
    static EnterpriseArchive inEachWar() {
        return TestEar.inEachWar("each");
    }

    @BeforeEach
    void visitors() {
        shop = new Visitor(server, "shop");
        office = new Visitor(server, "office");
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish", "static", "place"})
    void processors_of_the_ejb_module_run_actions_that_each_war_publishes(String how) throws Exception {
        String fromShop = shop.publish(how, "orders.bean", "shop-" + name);
        String fromOffice = office.publish(how, "orders.session-bean", "office-" + name);

        assertThat(shop.ended(fromShop)).startsWith("PROCESSED");
        assertThat(office.ended(fromOffice)).startsWith("PROCESSED");
        assertThat(office.done()).containsOnlyOnce("bean shop-" + name).containsOnlyOnce("session bean office-" + name);
    }

    @Test
    void an_ejb_of_the_ejb_module_publishes_in_its_transaction() throws Exception {
        String id = shop.publish("roll-back", "orders.bean", name);

        assertThat(shop.ask("do=row&name=" + id)).isEqualTo("none");
    }

    @Test
    void a_processor_of_the_ejb_module_publishes_the_next_action() throws Exception {
        assertThat(shop.ended(shop.publish("publish", "orders.chain", name))).startsWith("PROCESSED");

        await().until(() -> shop.done().contains("bean " + name));
    }

    @Test
    void a_batch_job_of_the_ejb_module_runs() throws Exception {
        assertThat(shop.ended(shop.publish("publish", "orders.batch", name))).startsWith("PROCESSED");

        assertThat(shop.done()).containsOnlyOnce("batch " + name);
    }

    @Test
    void settings_and_retry_policies_of_the_ejb_module_apply() throws Exception {
        assertThat(shop.ended(shop.publish("publish", "orders.fails", name)))
                .startsWith("DEAD")
                .contains("of-the-ear", "no such order: " + name);
    }

    @Test
    void a_processor_of_a_war_runs_with_the_jndi_names_of_our_module() throws Exception {
        assertThat(office.ended(office.publish("publish", "shop.bean", name))).startsWith("PROCESSED");

        assertThat(office.done()).containsOnlyOnce("shop " + name + " in claim-dispatch-classes");
    }

    @Test
    void a_rule_of_the_ejb_module_is_found_and_one_of_a_war_is_not() throws Exception {
        assertThat(shop.ended(shop.publish("rule", "orders-open", name))).startsWith("PROCESSED");
        assertThat(shop.ended(shop.publish("rule", "shop-open", name)))
                .startsWith("DEAD")
                .contains("CLAIM0062");
    }

    @Test
    void each_ear_is_one_node_whatever_its_modules_are_named() throws Exception {
        deployer.deploy("plain");
        try {
            assertThat(shop.ask("do=nodes").lines())
                    .containsExactly("\"module/claim-dispatch-classes\"", "\"plain/claim-dispatch-classes\"");
            Visitor plain = new Visitor(server, "plain");
            assertThat(plain.ended(plain.publish("place", "orders.bean", name))).startsWith("PROCESSED");
        } finally {
            deployer.undeploy("plain");
        }
        assertThat(shop.ask("do=nodes").lines()).containsExactly("\"module/claim-dispatch-classes\"");
    }

    @Test
    void each_war_of_an_ear_that_contains_the_jar_is_a_node() throws Exception {
        deployer.deploy("each");
        try {
            assertThat(shop.ask("do=nodes").lines()).contains("\"each/each-one\"", "\"each/each-two\"");
            for (String war : List.of("each-one", "each-two")) {
                Visitor visitor = new Visitor(server, war);
                assertThat(visitor.ended(visitor.publish("place", "orders.bean", name)))
                        .startsWith("PROCESSED");
            }
        } finally {
            deployer.undeploy("each");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lib     | CLAIM0120 | as an EJB module
            mistake | CLAIM0040 | claim-dispatch.limit
            """)
    void a_mistake_stops_the_deployment_and_is_named(String application, String error, String wayOut) throws Exception {
        Throwable failure = catchThrowable(() -> deployer.deploy(application));

        assertThat(failure).isNotNull();
        assertThat(Server.current().told(failure)).contains(error, wayOut);
        assertThat(shop.ask("do=nodes").lines()).containsExactly("\"module/claim-dispatch-classes\"");
    }
}
