package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.claimdispatch.container.faulty.BlankType;
import io.claimdispatch.container.faulty.FirstOfTwo;
import io.claimdispatch.container.faulty.ScopeLess;
import io.claimdispatch.container.faulty.SecondOfTwo;
import io.claimdispatch.container.faulty.TwoPayloads;
import io.claimdispatch.container.faulty.Unwatched;
import io.claimdispatch.container.faulty.UnwatchedBean;
import io.claimdispatch.container.server.Server;
import java.io.IOException;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stops a deployment, and that the error says where and how to mend it. */
@ArquillianTest
@RunAsClient
class DeploymentIT {

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "standalone", managed = false, testable = false)
    static WebArchive standalone() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, TestWar.built("claim-dispatch.war"));
    }

    @Deployment(name = "twice", managed = false, testable = false)
    static WebArchive twice() {
        return TestWar.of("twice", Map.of(), FirstOfTwo.class, SecondOfTwo.class);
    }

    @Deployment(name = "nobean", managed = false, testable = false)
    static WebArchive noBean() {
        return TestWar.of("nobean", Map.of(), ScopeLess.class);
    }

    @Deployment(name = "signature", managed = false, testable = false)
    static WebArchive signature() {
        return TestWar.of("signature", Map.of(), TwoPayloads.class);
    }

    @Deployment(name = "blank", managed = false, testable = false)
    static WebArchive blank() {
        return TestWar.of("blank", Map.of(), BlankType.class);
    }

    @Deployment(name = "unwatched", managed = false, testable = false)
    static WebArchive unwatched() {
        return TestWar.of("unwatched", Map.of(), Unwatched.class);
    }

    @Deployment(name = "sessionbean", managed = false, testable = false)
    static WebArchive unwatchedSessionBean() {
        return TestWar.of("sessionbean", Map.of(), UnwatchedBean.class);
    }

    @Deployment(name = "setting", managed = false, testable = false)
    static WebArchive setting() {
        return TestWar.of("setting", Map.of("limit", "many", "lease", "soon"));
    }

    @Deployment(name = "datasource", managed = false, testable = false)
    static WebArchive dataSource() {
        return TestWar.of("datasource", Map.of("datasource", "java:jboss/datasources/Nowhere"));
    }

    @Deployment(name = "executor", managed = false, testable = false)
    static WebArchive executor() {
        return TestWar.of("executor", Map.of("executor", "java:jboss/ee/concurrency/executor/nowhere"));
    }

    @Deployment(name = "tableless", managed = false, testable = false)
    static WebArchive table() {
        return TestWar.of("tableless", Map.of("schema", "validate", "tables", "never_created"));
    }

    @Test
    void the_standalone_war_deploys_on_the_servers_default_database() {
        deployer.deploy("standalone");
        deployer.undeploy("standalone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            twice      | CLAIM0030 | FirstOfTwo
            nobean     | CLAIM0033 | ScopeLess
            signature  | CLAIM0032 | handle
            blank      | CLAIM0031 | handle
            unwatched  | CLAIM0037 | handle
            sessionbean | CLAIM0037 | handleAll
            setting    | CLAIM0040 | claim-dispatch.limit
            setting    | CLAIM0040 | claim-dispatch.lease
            datasource | CLAIM0024 | java:jboss/datasources/Nowhere
            executor   | CLAIM0041 | java:jboss/ee/concurrency/executor/nowhere
            tableless  | CLAIM0021 | claim-dispatch-classes.jar ddl h2 --table
            """)
    void a_mistake_stops_the_deployment_and_is_named(String application, String error, String place)
            throws IOException {
        Throwable failure = catchThrowable(() -> deployer.deploy(application));

        assertThat(failure).isNotNull();
        assertThat(Server.current().told(failure))
                .contains(
                        error, place.replace("ddl h2", "ddl " + Server.current().defaultDdl()));
    }
}
