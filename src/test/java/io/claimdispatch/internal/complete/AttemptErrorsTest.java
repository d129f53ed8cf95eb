package io.claimdispatch.internal.complete;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.time.Instant;
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
        JsonArray kept = parsed(
                errors.append(Attempted.attempt(2, null), new IllegalStateException("why", new Error("deeper"))));

        assertThat(kept).hasSize(1);
        assertThat(kept.getJsonObject(0).getInt("attempt")).isEqualTo(3);
        assertThat(kept.getJsonObject(0).getString("at")).isEqualTo("2026-05-01T10:00:00Z");
        assertThat(kept.getJsonObject(0).getString("node")).isEqualTo("node-a");
        assertThat(kept.getJsonObject(0).getString("error"))
                .startsWith("java.lang.IllegalStateException: why")
                .contains("AttemptErrorsTest");
    }

    @Test
    void the_last_twenty_are_kept_the_newest_last() {
        String json = null;
        for (int failed = 0; failed < 25; failed++) {
            json = errors.append(Attempted.attempt(failed, json), new IllegalStateException("no " + failed));
        }

        JsonArray kept = parsed(json);
        assertThat(kept).hasSize(20);
        assertThat(kept.getJsonObject(0).getInt("attempt")).isEqualTo(6);
        assertThat(kept.getJsonObject(19).getInt("attempt")).isEqualTo(25);
    }

    @Test
    void a_long_error_is_cut() {
        JsonArray kept =
                parsed(errors.append(Attempted.attempt(0, null), new IllegalStateException("x".repeat(100_000))));

        assertThat(kept.getJsonObject(0).getString("error")).hasSize(4_000);
    }

    @Test
    void what_somebody_has_written_into_the_column_is_kept_as_one_entry() {
        for (String edited : new String[] {"a note by hand", "{\"no\":\"array\"}", "[1,"}) {
            JsonArray kept = parsed(errors.append(Attempted.attempt(1, edited), new IllegalStateException()));

            assertThat(kept).hasSize(2);
            assertThat(kept.getString(0)).isEqualTo(edited);
        }
        assertThat(parsed(errors.append(Attempted.attempt(1, " "), new IllegalStateException())))
                .hasSize(1);
    }

    @Test
    void an_error_that_cannot_say_itself_is_kept_by_its_name() {
        JsonArray kept = parsed(errors.append(Attempted.attempt(0, null), new Mute()));

        assertThat(kept.getJsonObject(0).getString("error")).contains("Mute", "UnsupportedOperationException");
    }

    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public void printStackTrace(PrintWriter writer) {
            throw new UnsupportedOperationException();
        }
    }
}
