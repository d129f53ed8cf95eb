package io.claimdispatch.internal.complete;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptErrorsTest {

    private final AttemptErrors errors = new AttemptErrors(() -> Instant.parse("2026-05-01T10:00:00Z"));

    private static JsonArray parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readArray();
        }
    }

    @Test
    void an_entry_says_which_attempt_when_where_and_what() {
        JsonArray kept = parsed(errors.append(Attempted.attempt(2, null), "java.lang.IllegalStateException: why"));

        assertThat(kept).hasSize(1);
        assertThat(kept.getJsonObject(0).getInt("attempt")).isEqualTo(3);
        assertThat(kept.getJsonObject(0).getString("at")).isEqualTo("2026-05-01T10:00:00Z");
        assertThat(kept.getJsonObject(0).getString("node")).isEqualTo("node-a");
        assertThat(kept.getJsonObject(0).getString("error")).isEqualTo("java.lang.IllegalStateException: why");
    }

    @Test
    void the_last_twenty_are_kept_the_newest_last() {
        String json = null;
        for (int failed = 0; failed < 25; failed++) {
            json = errors.append(Attempted.attempt(failed, json), "no " + failed);
        }

        JsonArray kept = parsed(json);
        assertThat(kept).hasSize(20);
        assertThat(kept.getJsonObject(0).getInt("attempt")).isEqualTo(6);
        assertThat(kept.getJsonObject(19).getInt("attempt")).isEqualTo(25);
    }

    @Test
    void text_written_into_the_column_by_hand_is_kept_as_one_entry() {
        for (String edited : new String[] {"a note by hand", "{\"no\":\"array\"}", "[1,"}) {
            JsonArray kept = parsed(errors.append(Attempted.attempt(1, edited), "why"));

            assertThat(kept).hasSize(2);
            assertThat(kept.getString(0)).isEqualTo(edited);
        }
        assertThat(parsed(errors.append(Attempted.attempt(1, " "), "why"))).hasSize(1);
    }

    /** What no reader of ours can make a value of. */
    private static final List<String> HOSTILE = List.of(
            "[1e99999999999]",
            "[" + "7".repeat(2_000) + "]",
            "[".repeat(1_100) + "]".repeat(1_100),
            "[{\"attempt\":1e99999999999,\"error\":\"x\"}]",
            "[{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}]",
            "[\"" + "x".repeat(5_000_000) + "\"]",
            "y".repeat(5_000_000),
            "{\"attempt\":1}",
            "\"alone\"",
            "[1] [2]",
            "[,]",
            "[\"\\",
            "]",
            "[" + "\"e\",".repeat(100_000) + "1]",
            "[-1e5,0.5,\"]\",\"\\\"]\",{\"b\":[\"}\"]}]");

    @Test
    void the_next_entry_is_added_to_any_content_of_the_column_and_the_result_is_short_and_valid() {
        for (String hostile : HOSTILE) {
            String json = errors.append(Attempted.attempt(1, hostile), "the next one");

            JsonArray kept = parsed(json);
            assertThat(kept.toString()).as("each value can be made").isNotEmpty();
            assertThat(kept.getJsonObject(kept.size() - 1).getString("error")).isEqualTo("the next one");
            assertThat(kept).hasSizeLessThanOrEqualTo(20);
            assertThat(json).hasSizeLessThan(100_000);
        }
    }

    @Test
    void an_entry_that_cannot_be_read_leaves_its_neighbours_as_they_are() {
        String json = errors.append(
                Attempted.attempt(1, "[\"a note\", {\"attempt\":1, \"error\":\"}],[\"}, 1e99999, 17]"), "the next one");

        assertThat(json).startsWith("[\"a note\",{\"attempt\":1, \"error\":\"}],[\"},\"1e99999\",17,{");
    }
}
