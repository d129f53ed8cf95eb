package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Decides which soaks have shown too little. */
class FloorTest {

    private static final Floor SHORT = new Floor(Duration.ofMinutes(1));
    private static final Floor LONG = new Floor(Duration.ofMinutes(5));

    private static List<Fault> faults(Fault.Kind... kinds) {
        return Stream.of(kinds)
                .map(kind -> new Fault(kind, Set.of("node-1"), 0, 1))
                .toList();
    }

    @Test
    void a_run_without_a_kill_has_too_few_faults_however_short_it_is() {
        assertThat(SHORT.shortOf(500, faults(Fault.Kind.BLACK_HOLE))).containsExactly("no KILL");
        assertThat(SHORT.shortOf(500, faults(Fault.Kind.KILL))).isEmpty();
    }

    @Test
    void a_run_that_had_time_for_every_kind_of_fault_and_lacks_one_has_too_few() {
        List<Fault> all = faults(Fault.Kind.values());

        assertThat(LONG.shortOf(2_500, all)).isEmpty();
        assertThat(LONG.shortOf(2_500, all.subList(0, all.size() - 1)))
                .containsExactly("no " + all.get(all.size() - 1).kind());
        assertThat(LONG.missing(List.of())).containsExactly(Fault.Kind.values());
    }

    @Test
    void a_run_with_hardly_any_work_proves_too_little() {
        assertThat(LONG.shortOf(2_499, faults(Fault.Kind.values())))
                .containsExactly("2499 rows instead of at least 2500");
    }
}
