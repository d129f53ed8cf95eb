package io.claimdispatch.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PausedTypesTest {

    private static final TableName TABLE = TableName.ACTION_LOGS;
    private static final TypePattern MAIL = new TypePattern("mail");
    private static final Set<String> TYPES = Set.of("mail", "mailing", "order.paid", "order.paid.late");

    private final PausedTypes paused = new PausedTypes();

    private boolean read(String... patterns) {
        return paused.read(
                Map.of(
                        TABLE,
                        java.util.Arrays.stream(patterns)
                                .map(TypePattern::new)
                                .collect(java.util.stream.Collectors.toSet())),
                paused.changes());
    }

    @Test
    void everything_is_paused_until_the_first_read_of_pauses() {
        assertThat(paused.without(TABLE, TYPES)).isEmpty();
        paused.changed(new PauseChange(TABLE, MAIL, false));
        assertThat(paused.without(TABLE, TYPES)).isEmpty();

        assertThat(read()).as("rows may be claimed that could not be before").isTrue();

        assertThat(paused.without(TABLE, TYPES)).isEqualTo(TYPES);
    }

    @Test
    void everything_is_paused_again_once_the_known_pauses_are_discarded() {
        read("mail");
        long before = paused.changes();

        paused.forget();

        assertThat(paused.read(Map.of(), before)).as("begun before").isFalse();
        assertThat(paused.without(TABLE, TYPES)).isEmpty();
        assertThat(read()).isTrue();
        assertThat(paused.without(TABLE, TYPES)).isEqualTo(TYPES);
    }

    @Test
    void a_type_is_paused_by_its_name_or_by_a_family_in_its_own_table() {
        read("mail", "order.*");

        assertThat(paused.without(TABLE, TYPES)).containsExactly("mailing");
        assertThat(paused.without(new TableName("other_logs"), TYPES)).isEqualTo(TYPES);
        read("*");
        assertThat(paused.without(TABLE, TYPES)).isEmpty();
    }

    @Test
    void a_read_reports_claimable_rows_only_if_a_type_was_resumed() {
        read();

        assertThat(read("mail")).isFalse();
        assertThat(read("mail", "order.*")).isFalse();
        assertThat(read("order.*")).isTrue();
    }

    @Test
    void a_read_older_than_a_local_change_of_pauses_is_ignored() {
        read();
        long before = paused.changes();
        paused.changed(new PauseChange(TABLE, MAIL, true));

        assertThat(paused.read(Map.of(), before)).isFalse();

        assertThat(paused.without(TABLE, TYPES)).doesNotContain("mail");
        paused.changed(new PauseChange(TABLE, MAIL, false));
        assertThat(paused.without(TABLE, TYPES)).isEqualTo(TYPES);
    }
}
