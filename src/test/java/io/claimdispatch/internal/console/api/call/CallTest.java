package io.claimdispatch.internal.console.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.console.security.Permission;
import jakarta.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call says. */
class CallTest {

    private static Call because(String reason) {
        return new Call(
                new Caller("/shop", "ann", Permission.OPERATE),
                Map.of(),
                Map.of(),
                Json.createObjectBuilder().add("reason", reason).build(),
                null);
    }

    @Test
    void aReasonIsKeptAsFarAsThereIsRoomAndWithoutWhatNoDatabaseKeeps() {
        assertThat(because("x".repeat(1_000_000)).reason()).hasSize(1_000);
        assertThat(because("a\0b").reason()).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\0", " \0 "})
    void aReasonOfWhichNothingIsLeftIsNone(String reason) {
        assertThat(because(reason).reason()).isNull();
        assertThatThrownBy(() -> because(reason).requiredReason()).hasMessageContaining("CLAIM0271");
    }
}
