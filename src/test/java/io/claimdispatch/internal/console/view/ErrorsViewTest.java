package io.claimdispatch.internal.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The column {@code errors}, in which anybody may have written anything. */
class ErrorsViewTest {

    private static final String SOUND =
            "{\"attempt\":1,\"at\":\"2026-11-30T12:00:00Z\",\"node\":\"n\",\"claim\":\"c\",\"error\":\"e\"}";

    @Test
    void errorsOfOursAreShownAsTheyAreStored() {
        assertThat(ErrorsView.of("[" + SOUND + "," + SOUND + "]", false))
                .hasSize(2)
                .allSatisfy(error -> assertThat(error).hasToString(SOUND));
        assertThat(ErrorsView.of(null, false)).isEmpty();
        assertThat(ErrorsView.of("[]", false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,\"x\",null,true,[[1]]] | 5",
                "[{\"attempt\":1e999999999,\"at\":\"yesterday\",\"error\":{\"deep\":[1]},\"other\":\"x\"}] | 1",
                "[{\"attempt\":\"one\",\"at\":4711,\"node\":null,\"error\":[1]}] | 1",
                "{\"a\":1} | 1",
                "java.lang.IllegalStateException | 1",
                "[{\"error\":\"a\"},{\"err | 1",
                "17 | 1"
            })
    void anyOtherTextInTheColumnIsShownInTheSameForm(String errors, int size) {
        List<JsonObject> shown = ErrorsView.of(errors, false);

        assertThat(shown).hasSize(size).allSatisfy(error -> {
            assertThat(error.keySet()).isSubsetOf("attempt", "at", "node", "claim", "error");
            assertThat(error.values()).doesNotContain(JsonObject.NULL);
        });
    }

    @Test
    void anErrorOfAHundredThousandLevelsIsShownAsOneError() {
        String deep = "[{\"error\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}]";

        assertThat(ErrorsView.of(deep, false)).hasSize(1);
    }

    @Test
    void theWholeErrorsOfACutTextAreShown() {
        assertThat(ErrorsView.of("[" + SOUND + ",{\"attempt\":2,\"er", true)).hasSize(1);
        assertThat(ErrorsView.of("[{\"error\":\"a trace that is", true)).hasSize(1);
    }
}
