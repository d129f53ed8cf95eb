package io.claimdispatch.internal.console.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionQuery;
import io.claimdispatch.ActionState;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowFilterTextTest {

    @Test
    void everyTermNarrowsTheQuery() {
        assertThat(RowFilterText.parse("state:dead,Cancelled type:order.*,mail key:\"order 4711\" id:1,-2 attempts:3"
                        + " created:2026-11-29..2026-11-30T12:00:00Z due:..2026-12-01 "))
                .isEqualTo(ActionQuery.all()
                        .inStates(ActionState.DEAD, ActionState.CANCELLED)
                        .ofTypes("order.*", "mail")
                        .withIdempotencyKey("order 4711")
                        .withIds(1, -2)
                        .failedAtLeast(3)
                        .createdFrom(Instant.parse("2026-11-29T00:00:00Z"))
                        .createdBefore(Instant.parse("2026-11-30T12:00:00Z"))
                        .eligibleBefore(Instant.parse("2026-12-01T00:00:00Z")));
    }

    @Test
    void anEmptyFilterIsThatOfAllRows() {
        assertThat(RowFilterText.parse("  ")).isEqualTo(ActionQuery.all());
    }

    @ParameterizedTest
    @CsvSource({
        "owner:ann, CLAIM0270",
        "-state:dead, CLAIM0270",
        "state:, CLAIM0271",
        "state:gone, CLAIM0271",
        "dead, CLAIM0271",
        "state:dead mail, CLAIM0271",
        "state:dead state:waiting, CLAIM0271",
        "'id:,', CLAIM0271",
        "'state:dead id:,', CLAIM0271",
        "'state:,', CLAIM0271",
        "'state:dead,', CLAIM0271",
        "'type:,', CLAIM0271",
        "'type:a,,b', CLAIM0271",
        "created:.., CLAIM0271",
        "due:.., CLAIM0271",
        "id:one, CLAIM0271",
        "id:99999999999999999999, CLAIM0271",
        "attempts:many, CLAIM0271",
        "created:yesterday, CLAIM0271",
        "created:2026-13-01.., CLAIM0271",
        "key:\"open, CLAIM0271"
    })
    void whatIsNoFilterIsRefusedAndNeverLeftOut(String text, String id) {
        assertThatThrownBy(() -> RowFilterText.parse(text)).hasMessageContaining(id);
    }

    @Test
    void aTextThatADatabaseCannotHoldIsRefused() {
        assertThatThrownBy(() -> RowFilterText.parse("key:a\0b")).hasMessageContaining("CLAIM0271");
    }

    @Test
    void aFilterIsBounded() {
        assertThatThrownBy(() -> RowFilterText.parse("key:" + "x".repeat(1_000)))
                .hasMessageContaining("CLAIM0271");
        assertThatThrownBy(() -> RowFilterText.parse(" ".repeat(1_001))).hasMessageContaining("CLAIM0271");
    }
}
