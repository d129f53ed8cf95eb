package io.claimdispatch.internal.store.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whether a change whose commit was not answered can be seen in the row. */
class RowStatusTest {

    private static final ClaimRef REF = new ClaimRef(TableName.ACTION_LOGS, 1, 77);
    private static final String OURS = "[{\"attempt\":1,\"error\":\"ours\"}]";

    @Test
    void an_end_is_recognized_by_its_token() {
        Completion processed = new Completion(REF, new RowChange.Processed());

        assertThat(new RowStatus("PROCESSED", 77L, null).shows(processed)).isTrue();
        assertThat(new RowStatus("PROCESSED", 78L, null).shows(processed)).isFalse();
        assertThat(new RowStatus("CLAIMED", 77L, null).shows(processed)).isFalse();
        assertThat(new RowStatus("WAITING", null, null).shows(processed)).isFalse();
    }

    @Test
    void a_retry_is_recognized_by_its_error_even_after_further_ones() {
        Completion retry = new Completion(REF, new RowChange.Retry(Duration.ZERO, 1, OURS, "E#1"));

        assertThat(new RowStatus("WAITING", null, OURS).shows(retry)).isTrue();
        assertThat(new RowStatus("CLAIMED", 78L, OURS).shows(retry)).isTrue();
        assertThat(new RowStatus("DEAD", 79L, "[{\"attempt\":1,\"error\":\"ours\"},{\"attempt\":2}]").shows(retry))
                .isTrue();
        assertThat(new RowStatus("WAITING", null, "[{\"attempt\":1,\"error\":\"CLAIM0064\"}]").shows(retry))
                .as("the lease was lost")
                .isFalse();
        assertThat(new RowStatus("WAITING", null, null).shows(retry)).isFalse();
    }

    @Test
    void a_retry_at_a_time_is_recognized_by_its_error_too() {
        Completion retry =
                new Completion(REF, new RowChange.RetryAt(Instant.parse("2099-01-01T00:00:00Z"), 1, OURS, "E#1"));

        assertThat(new RowStatus("WAITING", null, OURS).shows(retry)).isTrue();
        assertThat(new RowStatus("CLAIMED", 78L, OURS).shows(retry)).isTrue();
        assertThat(new RowStatus("CLAIMED", 77L, OURS).shows(retry)).isFalse();
        assertThat(new RowStatus("WAITING", null, null).shows(retry)).isFalse();
    }

    @Test
    void a_release_has_nothing_to_lose() {
        Completion released = new Completion(REF, new RowChange.Released());

        assertThat(new RowStatus("WAITING", null, null).shows(released)).isTrue();
        assertThat(new RowStatus("CLAIMED", 77L, null).shows(released)).isFalse();
    }
}
