package io.claimdispatch.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.MovedTime;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import io.claimdispatch.internal.dispatch.RunningRow;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.node.SuspensionSource.Report;
import io.claimdispatch.internal.route.PausedTypes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two sources say whether the server is suspended: the server, and the silence of its timer. */
class SuspensionSourcesTest {

    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final MovedTime time = MovedTime.standing();
    private final Timings timings = new Timings();
    private final TimerSilence timer = new TimerSilence(time.ticker(), timings);
    private final AdmissionGate gate = new AdmissionGate();
    private final DueSignal signal = new DueSignal();
    private Report said = Report.UNKNOWN;
    private int givenBack;
    private int limited;
    private int unlimited;
    private final Suspension suspension = new Suspension(
            List.of(() -> said, timer),
            DRAIN,
            time.ticker(),
            timings,
            gate,
            new PausedTypes(),
            signal,
            new RunningRows(time.ticker(), timings) {
                @Override
                public List<RunningRow> all() {
                    limited++;
                    return List.of();
                }
            },
            () -> givenBack++,
            stopping -> {
                if (!stopping) {
                    unlimited++;
                }
            });

    private void seconds(int passed) {
        time.pass(Duration.ofSeconds(passed));
        suspension.run();
    }

    @Test
    void a_timer_that_never_ticked_is_not_silent() {
        seconds(100);
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void a_timer_that_has_stopped_means_a_suspended_server_until_it_ticks_again() {
        timer.ticked();
        seconds(5);
        assertThat(gate.isOpen()).isTrue();
        seconds(1);
        assertThat(gate.isOpen()).isFalse();
        seconds(1);
        assertThat(givenBack).as("each time").isEqualTo(2);
        assertThat(limited).as("what runs is let alone").isZero();
        signal.answer(signal.dueCalls());

        timer.ticked();
        seconds(0);

        assertThat(gate.isOpen()).isTrue();
        assertThat(signal.isDue()).isTrue();
    }

    @Test
    void a_server_that_says_that_it_runs_is_believed() {
        timer.ticked();
        said = Report.RUNNING;
        seconds(60);
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void a_server_that_says_that_it_is_suspended_is_believed_at_once() {
        timer.ticked();
        said = Report.SUSPENDED;
        seconds(0);
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void running_rows_have_a_limit_as_long_as_the_server_says_that_it_is_suspended_and_no_longer() {
        timer.ticked();
        said = Report.SUSPENDED;
        seconds(100);
        seconds(9);
        assertThat(limited).as("they have ten seconds from the first report on").isZero();
        seconds(1);
        seconds(1);
        assertThat(limited).as("each time").isEqualTo(2);
        assertThat(unlimited).isZero();

        said = Report.UNKNOWN;
        seconds(10);
        assertThat(gate.isOpen()).as("the timer is silent").isFalse();
        assertThat(limited).isEqualTo(2);
        assertThat(unlimited).isEqualTo(1);

        said = Report.SUSPENDED;
        seconds(10);
        assertThat(limited).as("a second suspension has its own ten seconds").isEqualTo(2);
    }

    @Test
    void a_server_that_says_nothing_of_the_kind_is_no_error() {
        assertThat(new WildFlyState().report()).isEqualTo(Report.UNKNOWN);
    }

    @Test
    void a_node_that_stops_does_not_open_with_the_server() {
        said = Report.SUSPENDED;
        seconds(0);
        gate.stop();
        said = Report.RUNNING;
        seconds(0);
        assertThat(gate.isOpen()).isFalse();
    }
}
