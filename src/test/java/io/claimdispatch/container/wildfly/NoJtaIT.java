package io.claimdispatch.container.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.claimdispatch.container.TestWar;
import io.claimdispatch.container.server.Server;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A data source that takes no part in the server's transactions, {@code jta=false} in WildFly's words. */
@ArquillianTest
@RunAsClient
class NoJtaIT {

    private static final String NAME = "java:app/jdbc/aside";

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "aside", managed = false, testable = false)
    static WebArchive application() {
        return TestWar.plain("aside", Map.of("datasource", NAME))
                .addAsLibraries(TestWar.jarOf(org.h2.Driver.class))
                .setWebXML(new StringAsset(String.format(Locale.ROOT, """
                        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                          <data-source>
                            <name>%s</name>
                            <class-name>org.h2.jdbcx.JdbcDataSource</class-name>
                            <url>jdbc:h2:mem:aside</url>
                            <user>own</user>
                            <password>own</password>
                            <transactional>false</transactional>
                          </data-source>
                        </web-app>
                        """, NAME)));
    }

    @Test
    void a_data_source_without_jta_stops_the_deployment_and_is_named() throws IOException {
        Throwable failure = catchThrowable(() -> deployer.deploy("aside"));

        assertThat(failure).isNotNull();
        assertThat(Server.current().told(failure)).contains("CLAIM0117", NAME, "jta=true");
    }
}
