package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Draft;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Publication;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.store.Databases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the publisher refuses could not be read when it is due, and what it takes can. */
abstract class PublishingLimitsContract extends PipelineTest {

    static final int LEVELS = 500;
    static final int DIGITS = 1_000;

    PublishingLimitsContract(Databases database) {
        super(database);
    }

    @ApplicationScoped
    static class Readers {
        @Processor("work")
        void read(JsonValue payload, LogRecord row) {
            assertThat(payload.asJsonObject()).containsKey("n");
            assertThat(row.meta()).isNotNull();
        }
    }

    static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    static Object nestedLists(int levels) {
        Object list = 1;
        for (int i = 0; i < levels; i++) {
            list = List.of(list);
        }
        return list;
    }

    static String number(int digits) {
        return "7".repeat(digits);
    }

    @Test
    void a_payload_just_within_the_bounds_is_read_compared_and_processed() throws Exception {
        Node node = running(node().with(Readers.class));
        String deep = "{\"n\":" + number(DIGITS) + ",\"e\":[1e1000,1E-1000],\"a\":" + nested(LEVELS - 1) + "}";

        Publication published = node.publisher()
                .publish(d -> d.type("work")
                        .eligibleNow()
                        .payloadJson(deep)
                        .meta("a", nestedLists(LEVELS - 1))
                        .rules(
                                Rule.field("n").atLeast(1),
                                Rule.field("n").equalTo(new BigDecimal(number(DIGITS))),
                                Rule.field("e").present()));

        untilIs(id(published), ActionState.PROCESSED);
    }

    @Test
    void a_payload_of_more_bytes_than_the_setting_says_is_refused_with_all_that_is_published_with_it()
            throws Exception {
        Node node = byHand(node().set("max-payload", "1000"));
        String largest = "ä".repeat(499);
        Consumer<Draft> good = d -> d.type("work").eligibleNow().payload(largest);

        long id = id(node.publisher().publish(good));
        assertThatThrownBy(() -> node.publisher()
                        .publishAll(
                                List.of(good, d -> d.type("big").eligibleNow().payload(largest + "x"))))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageStartingWith("CLAIM0004")
                .hasMessageContainingAll("'big'", "1001", "1000", "claim-dispatch.max-payload");
        assertThatThrownBy(() -> node.publisher()
                        .publish(d -> d.type("big").eligibleNow().meta("m", largest)))
                .as("meta counts too")
                .hasMessageStartingWith("CLAIM0004");
        assertThat(database.query("SELECT id FROM action_logs")).containsExactly(id);
        assertThat(database.text("payload_size", id)).isEqualTo("1000");
    }

    @Test
    void a_payload_larger_than_a_claim_but_not_than_the_setting_is_claimed_and_processed() throws Exception {
        Node node = running(
                node().set("claim-bytes", "1000").set("max-payload", "2000000").with(Readers.class));

        Publication published =
                node.publisher().publish(d -> d.type("work").eligibleNow().payload(Map.of("n", "x".repeat(1_900_000))));

        untilIs(id(published), ActionState.PROCESSED);
    }
}
