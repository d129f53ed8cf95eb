package io.claimdispatch.container.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.container.TestWar;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A data source that the application itself brings is there when its tables are looked for, which is early. */
@ArquillianTest
class ApplicationDataSourceIT {

    private static final String NAME = "java:app/jdbc/actions";

    @Inject
    ActionLogs actionLogs;

    @Deployment
    static WebArchive application() {
        return TestWar.of("own", Map.of("datasource", NAME))
                .addAsLibraries(TestWar.jarOf(org.h2.Driver.class))
                .setWebXML(new StringAsset(String.format(Locale.ROOT, """
                        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                          <data-source>
                            <name>%s</name>
                            <class-name>org.h2.jdbcx.JdbcDataSource</class-name>
                            <url>jdbc:h2:mem:own;DB_CLOSE_DELAY=-1</url>
                            <user>own</user>
                            <password>own</password>
                            <transactional>true</transactional>
                          </data-source>
                        </web-app>
                        """, NAME)));
    }

    @Test
    void the_table_is_in_the_data_source_that_the_application_defines() {
        assertThat(actionLogs.latest(1)).isEmpty();
    }
}
