package io.claimdispatch.container.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.container.TestWar;
import io.claimdispatch.container.server.PostgreSql;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import org.assertj.core.util.Throwables;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Neither the server's default data source nor the application's own is XA: one transaction holds only one of them. */
@ArquillianTest
class TwoDatabasesIT {

    @Inject
    TwoDatabases application;

    @Inject
    ActionLogs actionLogs;

    @Deployment
    static WebArchive application() throws IOException {
        PostgreSql.start();
        return TestWar.of("two", Map.of(), TwoDatabases.class);
    }

    @Test
    void publishing_beside_work_on_another_data_source_is_refused_with_the_way_out_and_the_servers_words() {
        ClaimDispatchException told =
                catchThrowableOfType(ClaimDispatchException.class, () -> application.writeAndPublish());

        assertThat(told.id()).as(Throwables.getStackTrace(told)).isEqualTo("CLAIM0119");
        assertThat(told)
                .hasMessageContaining("claim-dispatch.datasource")
                .hasMessageContaining("XA")
                .hasStackTraceContaining("IJ000");
    }

    @Test
    void publishing_outside_of_a_transaction_on_another_data_source_works() {
        long id = application.publish().id().orElseThrow();

        assertThat(actionLogs.find(id)).isPresent();
    }
}
