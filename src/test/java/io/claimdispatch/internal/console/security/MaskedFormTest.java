package io.claimdispatch.internal.console.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.console.security.PayloadDiff.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads as they are edited: masked values stay where their numbers are, and are seen nowhere. */
class MaskedFormTest {

    private static final String STORED =
            "{\"a\":12345678901234567890.10,\"password\":\"4711\",\"cards\":[{\"token\":{\"x\":[1]},\"n\":1},{\"token\":null,\"n\":2}]}";

    private final MaskedForm form = new MaskedForm(TestSettings.of("console.mask", "password, token"));

    @Test
    void aFormHasNumbersInThePlaceOfMaskedValues() {
        MaskedForm.Form made = form.of(STORED);

        assertThat(made.text())
                .isEqualTo(
                        "{\"a\":12345678901234567890.10,\"password\":\"•••1\",\"cards\":[{\"token\":\"•••2\",\"n\":1},{\"token\":\"•••3\",\"n\":2}]}");
        assertThat(made.masked()).isEqualTo(3);
        assertThat(form.of("no JSON")).isEqualTo(new MaskedForm.Form("", false, 0));
    }

    @Test
    void aFormThatComesBackAsItWasIsTheStoredPayload() {
        assertThat(form.filled(STORED, form.of(STORED).text(), true)).isEqualTo(STORED);
    }

    @Test
    void aMaskedValueStaysWithItsObjectWhereverThatIsMoved() {
        assertThat(form.filled(
                        STORED,
                        "{\"cards\": [ {\"token\": \"•••3\", \"n\": 5}, {\"n\": 1, \"token\": \"•••2\"} ]}",
                        true))
                .isEqualTo("{\"cards\":[{\"token\":null,\"n\":5},{\"n\":1,\"token\":{\"x\":[1]}}]}");
    }

    @Test
    void aMaskedValueCanBeReplacedUnseen() {
        assertThat(form.filled(STORED, "{\"password\":\"new\",\"token\":[1]}", true))
                .isEqualTo("{\"password\":\"new\",\"token\":[1]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password\":\"•••4\"}",
                "{\"password\":\"•••0\"}",
                "{\"password\":\"•••\"}",
                "{\"seen\":\"•••1\"}",
                "[\"•••1\"]"
            })
    void aNumberThatStandsForNoneOrWouldBeSeenIsRefused(String edited) {
        assertThatThrownBy(() -> form.filled(STORED, edited, true)).hasMessageStartingWith("CLAIM0288");
    }

    @Test
    void numbersMeanNothingToOneWhoHasNotSeenThisPayload() {
        assertThatThrownBy(() -> form.filled(STORED, "{\"password\":\"•••1\"}", false))
                .hasMessageStartingWith("CLAIM0288");
    }

    @Test
    void aDiffNamesWhatHasChangedAndOfMaskedMembersOnlyThat() {
        PayloadDiff diff = form.diff(
                "{\"same\":1,\"password\":\"4711\",\"gone\":{\"a/b\":true},\"list\":[1,2],\"token\":\"t\"}",
                "{\"same\":1,\"password\":\"0815\",\"list\":[1,3,4],\"empty\":{},\"token\":\"t\"}");

        assertThat(diff.changes())
                .containsExactlyInAnyOrder(
                        new Change("/password", "•••", "•••"),
                        new Change("/gone/a~1b", "true", null),
                        new Change("/list/1", "2", "3"),
                        new Change("/list/2", null, "4"),
                        new Change("/empty", null, "{}"));
        assertThat(diff.more()).isZero();
    }

    @Test
    void aDiffIsShortHoweverMuchHasChanged() {
        String many = "[" + "1,".repeat(500) + "\"" + "x".repeat(1_000) + "\"]";

        PayloadDiff diff = form.diff("[]", many);

        assertThat(diff.changes()).hasSize(50);
        assertThat(diff.more()).isEqualTo(452);
        assertThat(form.diff("{\"a\":1}", "{\"a\":\"" + "x".repeat(1_000) + "\"}")
                        .changes()
                        .get(0)
                        .to())
                .hasSize(201);
        assertThat(form.diff("[]", "[" + "1,".repeat(5_000) + "1]").changes())
                .containsExactly(new Change("", "…", "…"));
    }
}
