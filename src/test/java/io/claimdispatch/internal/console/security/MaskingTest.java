package io.claimdispatch.internal.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.config.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a payload leaves the node. */
class MaskingTest {

    private final Masking masking = new Masking(TestSettings.of());

    private String shown(String json) {
        return masking.show(json, 10_000).text();
    }

    @Test
    void aMaskedValueIsHiddenAtAnyDepthWhateverItIs() {
        assertThat(shown("{\"a\":[{\"userPassword\":\"x\",\"b\":1},{\"TOKEN\":{\"deep\":[1,{\"x\":2}]}}],\"c\":true}"))
                .isEqualTo("{\"a\":[{\"userPassword\":\"•••\",\"b\":1},{\"TOKEN\":\"•••\"}],\"c\":true}");
        assertThat(shown("{\"secret\":[1,2],\"authorization\":null,\"authorizations\":3}"))
                .isEqualTo("{\"secret\":\"•••\",\"authorization\":\"•••\",\"authorizations\":3}");
        assertThat(masking.show("{\"token\":1,\"a\":{\"token\":2}}", 100).masked())
                .isEqualTo(2);
    }

    @Test
    void theNamesAreThoseOfTheSettings() {
        Masking own = new Masking(TestSettings.of("console.mask", "iban, card*, *name"));

        assertThat(own.show("{\"IBAN\":1,\"ibans\":2,\"cardNumber\":3,\"lastName\":4,\"names\":5,\"token\":6}", 1_000)
                        .text())
                .isEqualTo(
                        "{\"IBAN\":\"•••\",\"ibans\":2,\"cardNumber\":\"•••\",\"lastName\":\"•••\",\"names\":5,\"token\":6}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[1,[2,{}],[]]",
                "{\"a\":12345678901234567890.10,\"b\":1E+2,\"c\":-0.0}",
                "{\"a\":\"</script> \\\" \\\\ \\n \\r \\t \\u0000 \\u001F é 😀\"}",
                "\"text\"",
                "17",
                "null"
            })
    void whatIsNotMaskedIsShownAsItIsStored(String json) {
        assertThat(shown(json)).isEqualToIgnoringCase(json);
    }

    @Test
    void aLongTextIsCutWithoutHalfAPair() {
        Masking.Shown shown = masking.show("[\"" + "😀".repeat(100) + "\"]", 9);

        assertThat(shown.isCut()).isTrue();
        assertThat(shown.text()).isEqualTo("[\"😀😀😀");
    }

    @Test
    void aMaskedValueBeyondTheCutIsNotShownEither() {
        assertThat(masking.show("{\"password\":\"" + "x".repeat(1_000) + "\"}", 14)
                        .text())
                .doesNotContain("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"password\":\"47 | {\"a\":1,\"password\":",
                "{\"a\":1,\"password\":[{\"x\":\"4711\",\"y\":4 | {\"a\":1,\"password\":\"•••\"",
                "{\"a\":[1,2,4711 | {\"a\":[1,2",
                "{\"a\":1,\"pass | {\"a\":",
                "{\"a\":tr | {\"a\":",
                "\"secret and more | ``",
                "password=4711 | ``"
            })
    void theBeginningOfATextIsShownAsFarAsItIsWhole(String beginning, String text) {
        Masking.Shown shown = masking.show(beginning, true, 1_000);

        assertThat(shown.text()).isEqualTo(text);
        assertThat(shown.isCut()).isTrue();
        assertThat(shown.isJson()).isEqualTo(!text.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"password=4711", "{\"a\":", "{'a':1}", "", "{\"a\":1} and more"})
    void aTextThatIsNotJsonIsNotShown(String text) {
        Masking.Shown shown = masking.show(text, 1_000);

        assertThat(shown.isJson()).isFalse();
        assertThat(shown.text()).isEmpty();
    }

    @Test
    void aTextOfAHundredThousandLevelsEndsNoThread() {
        assertThat(masking.show("[".repeat(100_000), 1_000_000).text()).isNotNull();
    }
}
