package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * Without a database. No statement is reached, so none differs by the database; what EclipseLink makes of the failure does,
 * so there are two.
 */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL})
class RefusedListTest extends PipelineTest {

    RefusedListTest(Databases database) {
        super(database);
    }

    /** EclipseLink tries each read again for ten seconds, so they wait beside each other. */
    @Test
    void a_list_that_the_database_refuses_is_an_error_with_an_id() {
        Node node = byHand(node());
        node.cut(true);

        CompletableFuture<?> list =
                CompletableFuture.runAsync(() -> node.actionLogs().latest(10));
        CompletableFuture<?> row =
                CompletableFuture.runAsync(() -> node.actionLogs().find(1));

        assertThat(list).failsWithin(LONGEST).withThrowableThat().withMessageContaining("CLAIM0020");
        assertThat(row).failsWithin(LONGEST).withThrowableThat().withMessageContaining("CLAIM0020");
    }
}
