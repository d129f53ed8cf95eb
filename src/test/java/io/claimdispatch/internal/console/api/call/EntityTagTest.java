package io.claimdispatch.internal.console.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.console.view.JsonFields;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityTagTest {

    private static JsonObject answer(String at, Duration age, String type) {
        JsonObject row = new JsonFields()
                .text("type", type)
                .millis("age", age)
                .text("at", "x")
                .build();
        return new JsonFields()
                .text("at", at)
                .list("rows", List.of(row), each -> each)
                .build();
    }

    private static String tag(String at, Duration age, String type) {
        return EntityTag.of(answer(at, age, type));
    }

    @ParameterizedTest
    @CsvSource({
        "PT2.1S, PT2.9S, true",
        "PT2.1S, PT3S, false",
        "PT2S, PT-2S, false",
        "PT3599S, PT59M58S, false",
        "PT3H12M1S, PT3H12M59S, true",
        "PT3H12M1S, PT3H13M, false",
        "P2DT1H, P2DT1H59M, true",
        "P2DT1H, P2DT2H, false"
    })
    void agesCountAsTheyAreShown(Duration one, Duration other, boolean isSame) {
        boolean same = tag("10:00", one, "mail").equals(tag("10:01", other, "mail"));

        assertThat(same).isEqualTo(isSame);
    }

    @Test
    void whateverElseChangesTheTagChanges() {
        assertThat(tag("10:00", Duration.ZERO, "mail")).isNotEqualTo(tag("10:00", Duration.ZERO, "post"));
        assertThat(EntityTag.of(new JsonFields().id("late", 1L).build()))
                .isNotEqualTo(EntityTag.of(new JsonFields().id("late", 2L).build()));
    }

    @Test
    void theVersionOfARowIsReadBackWhateverAProxyHasMadeOfTheTag() {
        String tag = EntityTag.of("0af3", answer("10:00", Duration.ZERO, "mail"));

        assertThat(EntityTag.version(tag)).isEqualTo("0af3");
        assertThat(EntityTag.version("W/" + tag)).isEqualTo("0af3");
        assertThat(EntityTag.version(null)).isNull();
        assertThat(EntityTag.version("*")).isNull();
        assertThat(EntityTag.version("nonsense")).isEmpty();
        assertThat(EntityTag.version("\"0af3\"")).isEmpty();
        for (String list : List.of(tag + ", \"x\"", "W/" + tag + "," + tag, "\"x\" , " + tag)) {
            assertThatThrownBy(() -> EntityTag.version(list)).hasMessageContaining("CLAIM0271");
        }
    }
}
