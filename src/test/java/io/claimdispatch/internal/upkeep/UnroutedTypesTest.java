package io.claimdispatch.internal.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.upkeep.UnroutedTypes.Neighbours;
import io.claimdispatch.internal.upkeep.UnroutedTypes.RouteStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Several applications of one server that find rows of the same type. */
class UnroutedTypesTest {

    private static final String PLACE = "action_logs in jdbc:x";

    private final Timings timings = new Timings();
    private final AtomicLong now = new AtomicLong();
    private final List<Application> server = new ArrayList<>();

    /** One of them; their names are in the order of their making. */
    private final class Application implements Neighbours {
        private final Set<String> routed = new HashSet<>();
        private final UnroutedTypes unrouted = new UnroutedTypes(routed::contains, this, new Ticker(now::get), timings);

        Application() {
            server.add(this);
        }

        private Collection<RouteStatus> statuses(List<Application> others, String place, String type) {
            return others.stream()
                    .map(other -> other.unrouted.status(place, type))
                    .toList();
        }

        @Override
        public Collection<RouteStatus> before(String place, String type) {
            return statuses(server.subList(0, server.indexOf(this)), place, type);
        }

        @Override
        public Collection<RouteStatus> after(String place, String type) {
            return statuses(server.subList(server.indexOf(this) + 1, server.size()), place, type);
        }

        /** Comes across the type, or would tell of it by now. Returns whether it tells. */
        boolean finds(String type) {
            int before = unrouted.count();
            unrouted.found(PLACE, type);
            unrouted.tell();
            return unrouted.count() > before;
        }
    }

    private void aWhileLater() {
        now.addAndGet(timings.unroutedType().toNanos());
    }

    @Test
    void an_unrouted_type_is_logged_once_after_a_while() {
        Application alone = new Application();

        assertThat(alone.finds("x")).isFalse();
        aWhileLater();
        assertThat(alone.finds("x")).isTrue();
        aWhileLater();
        assertThat(alone.finds("x")).isFalse();
    }

    @Test
    void only_one_of_several_applications_logs_an_unrouted_type_in_whatever_order_they_look() {
        for (boolean firstLooksFirst : new boolean[] {true, false}) {
            server.clear();
            Application first = new Application();
            Application second = new Application();
            first.finds("x");
            second.finds("x");
            aWhileLater();

            boolean a = firstLooksFirst ? first.finds("x") : second.finds("x");
            boolean b = firstLooksFirst ? second.finds("x") : first.finds("x");

            assertThat(List.of(a, b)).containsExactlyInAnyOrder(true, false);
            aWhileLater();
            assertThat(List.of(first.finds("x"), second.finds("x"))).containsOnly(false);
        }
    }

    @Test
    void a_redeployed_application_does_not_log_a_type_that_another_has_logged() {
        Application first = new Application();
        Application second = new Application();
        second.finds("x");
        aWhileLater();
        assertThat(second.finds("x")).isTrue();

        assertThat(first.finds("x")).isFalse();
        aWhileLater();
        assertThat(first.finds("x")).isFalse();
    }

    @Test
    void a_type_that_another_application_routes_is_not_logged_until_that_application_is_gone() {
        Application other = new Application();
        Application one = new Application();
        one.finds("x");
        other.routed.add("x");
        aWhileLater();
        assertThat(one.finds("x")).isFalse();

        other.routed.clear();
        aWhileLater();
        assertThat(one.finds("x")).isTrue();
    }

    @Test
    void the_same_type_in_another_database_is_logged_separately() {
        Application first = new Application();
        Application second = new Application();
        first.unrouted.found("action_logs in jdbc:y", "x");
        second.finds("x");
        aWhileLater();
        first.unrouted.tell();

        assertThat(second.finds("x")).isTrue();
        assertThat(first.unrouted.count()).isEqualTo(1);
    }
}
