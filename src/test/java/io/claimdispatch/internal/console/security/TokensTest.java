package io.claimdispatch.internal.console.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final Caller ANN = new Caller("/shop", "ann", Permission.OPERATE);

    private Instant now;
    private Tokens tokens;

    @BeforeEach
    void atTheEndOfAnHour() {
        now = Instant.parse("2026-11-30T11:59:59Z");
        tokens = TestTokens.at(() -> now);
    }

    @Test
    void aTokenHoldsInItsHourAndTheNext() {
        String token = tokens.of(ANN);

        assertThatCode(() -> tokens.check(ANN, token)).doesNotThrowAnyException();
        now = now.plus(Duration.ofHours(1));
        assertThatCode(() -> tokens.check(ANN, token)).doesNotThrowAnyException();
        now = now.plus(Duration.ofSeconds(1));
        assertThatThrownBy(() -> tokens.check(ANN, token)).hasMessageContaining("CLAIM0266");
    }

    @Test
    void aTokenOfAnotherUserApplicationOrKeyDoesNotHold() {
        String token = tokens.of(ANN);

        assertThatThrownBy(() -> tokens.check(new Caller("/shop", "bob", Permission.OPERATE), token))
                .hasMessageContaining("CLAIM0266");
        assertThatThrownBy(() -> tokens.check(new Caller("/other", "ann", Permission.OPERATE), token))
                .hasMessageContaining("CLAIM0266");
        assertThatThrownBy(() -> TestTokens.at(() -> now).check(ANN, token)).hasMessageContaining("CLAIM0266");
    }

    @Test
    void whatIsNoTokenDoesNotHold() {
        for (String token : new String[] {null, "", "%", "A".repeat(10_000), tokens.of(ANN) + "A"}) {
            assertThatThrownBy(() -> tokens.check(ANN, token)).hasMessageContaining("CLAIM0266");
        }
    }
}
