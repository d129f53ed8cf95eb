package io.claimdispatch.internal.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionType;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Rule;
import jakarta.enterprise.util.TypeLiteral;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimedRecordTest {

    public record Order(String id) {}

    private static final String STORED = "{\"id\":\"o-1\",\"__meta\":{\"by\":\"Ann\"},\"__rules\":[{\"rule\":\"r\"}]}";

    @Test
    void a_record_gives_a_job_what_it_needs_to_be_idempotent() {
        LogRecord row = Rows.row("order.paid", STORED);
        assertThat(row.table()).isEqualTo("action_logs");
        assertThat(row.id()).isEqualTo(7);
        assertThat(row.idempotencyKey()).contains("key-7");
        assertThat(row.attempt()).as("after two failed ones").isEqualTo(3);
        assertThat(row.executionId()).isEmpty();
    }

    @Test
    void the_payloads_text_is_as_stored_and_the_object_lacks_the_reserved_members() {
        LogRecord row = Rows.row("order.paid", STORED);
        assertThat(row.payload()).isEqualTo(STORED);
        assertThat(row.payload(Order.class)).isEqualTo(new Order("o-1"));
        assertThat(row.payload(Map.class).toString()).isEqualTo("{id=o-1}");
        assertThat(row.meta().getString("by")).isEqualTo("Ann");
        assertThat(row.rules()).containsExactly(Rule.named("r"));
    }

    @Test
    void a_payload_is_read_by_the_action_type_of_its_row_and_by_no_other() {
        LogRecord row = Rows.row("order.paid", STORED);

        Order order = row.payload(ActionType.of("order.paid", Order.class));
        Map<String, String> members =
                row.payload(ActionType.of("order.paid", new TypeLiteral<Map<String, String>>() {}));

        assertThat(order).isEqualTo(new Order("o-1"));
        assertThat(members).containsOnly(Map.entry("id", "o-1"));
        assertThatThrownBy(() -> row.payload(ActionType.of("order.sent", Order.class)))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageStartingWith("CLAIM0190")
                .hasMessageContainingAll("'order.paid'", "'order.sent'");
        assertThatThrownBy(() -> row.payload(ActionType.of("order.paid", Integer.class)))
                .hasMessageStartingWith("CLAIM0061");
    }

    @Test
    void every_read_of_a_payload_that_is_not_json_fails_with_its_id() {
        LogRecord row = Rows.row("order.paid", "{\"__meta\" \"__rules\"");
        assertThatThrownBy(() -> row.payload(Order.class)).hasMessageContaining("CLAIM0070");
        assertThatThrownBy(row::meta).hasMessageContaining("CLAIM0070");
        assertThatThrownBy(row::rules).hasMessageContaining("CLAIM0070");
    }

    @Test
    void json_that_this_node_cannot_read_and_text_that_no_node_can_are_different_errors() {
        String deep = "[".repeat(1_100) + "]".repeat(1_100);
        assertThatThrownBy(() ->
                        Rows.row("order.paid", "{\"id\":{\"no\":\"text\"}}").payload(Order.class))
                .hasMessageContainingAll("CLAIM0061", "Order");
        assertThatThrownBy(() -> Rows.row("order.paid", deep).payload(Order.class))
                .hasMessageContaining("CLAIM0061");
        assertThatThrownBy(() -> Rows.row("order.paid", "").payload(Order.class))
                .hasMessageContaining("CLAIM0070");
    }

    @Test
    void json_beyond_the_publishers_bounds_is_still_json() {
        for (String value : List.of("1".repeat(1_500), "1e5000", "[".repeat(600) + "]".repeat(600))) {
            LogRecord row = Rows.row("order.paid", "{\"id\":{\"no\":\"text\"},\"further\":" + value + "}");

            assertThatThrownBy(() -> row.payload(Order.class)).hasMessageContaining("CLAIM0061");
        }
    }

    @Test
    void a_record_in_a_message_does_not_show_its_payload() {
        assertThat(Rows.row("order.paid", STORED).toString())
                .contains("action_logs#7")
                .doesNotContain("o-1");
    }
}
