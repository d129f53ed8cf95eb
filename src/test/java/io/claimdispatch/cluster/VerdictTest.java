package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.cluster.Attempts.Attempt;
import io.claimdispatch.cluster.Attempts.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the soak takes for a loss, and what for a repetition without a reason. All times are seconds here. */
class VerdictTest {

    private static final String LEASE_ENDED = "CLAIM0064: the lease of node node-1/5b1c-22 ended before the job did";
    private static final Reasons.RetryDelays DELAYS =
            new Reasons.RetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(60));

    private static long at(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toMicros(1));
    }

    private static Attempt done(String boot, double begin, double end) {
        return new Attempt(1, 1, boot, at(begin), at(end), Ending.DONE);
    }

    private static Attempt failed(int number, String boot, double begin, double end) {
        return new Attempt(1, number, boot, at(begin), at(end), Ending.FAILED);
    }

    private static Attempt cut(String boot, double begin) {
        return new Attempt(1, 1, boot, at(begin), 0, Ending.NONE);
    }

    private static Fault fault(Fault.Kind kind, String node, double from, double until) {
        return new Fault(kind, Set.of(node), at(from), at(until));
    }

    private static Reasons faults(Fault... faults) {
        return new Reasons(List.of(faults), List.of(), DELAYS);
    }

    private static Reasons kill(String boot, double at, double leaseUntil) {
        return new Reasons(List.of(), List.of(new Kills.Kill(boot, at(at), Map.of(1L, at(leaseUntil)))), DELAYS);
    }

    private static EndedRow row(String state, String errors) {
        return new EndedRow(1, "the-key", state, 0, errors);
    }

    private static Verdict verdict(Kind kind, EndedRow row, Reasons reasons, Attempt... attempts) {
        return new Verdict(
                List.of(row), Map.of("the-key", new Published(kind, Duration.ZERO)), Attempts.of(attempts), reasons);
    }

    private static Verdict processed(Kind kind, String errors, Reasons reasons, Attempt... attempts) {
        Verdict verdict = verdict(kind, row("PROCESSED", errors), reasons, attempts);
        assertThat(verdict.lost()).isEmpty();
        return verdict;
    }

    @Nested
    class Lost {

        @Test
        void a_committed_row_that_is_not_in_the_table_is_lost() {
            Verdict verdict = new Verdict(
                    List.of(), Map.of("the-key", new Published(Kind.QUICK, Duration.ZERO)), Attempts.of(), faults());

            assertThat(verdict.lost()).hasSize(1);
        }

        @Test
        void each_link_of_a_chain_that_does_not_follow_the_first_is_lost() {
            Verdict verdict = new Verdict(
                    List.of(new EndedRow(1, "chain-7.4", "PROCESSED", 0, "")),
                    Map.of("chain-7.4", new Published(Kind.CHAIN, Duration.ZERO)),
                    Attempts.of(done("node-1.1", 1, 2)),
                    faults());

            assertThat(verdict.lost()).hasSize(Kind.LINKS);
        }

        @Test
        void a_row_without_its_expected_end_is_lost() {
            assertThat(verdict(Kind.QUICK, row("CLAIMED", ""), faults(), done("node-1.1", 1, 2))
                            .lost())
                    .hasSize(1);
            assertThat(verdict(Kind.HOPELESS, row("PROCESSED", ""), faults(), done("node-1.1", 1, 2))
                            .lost())
                    .hasSize(1);
        }

        @Test
        void a_processed_row_whose_work_was_never_done_is_lost() {
            assertThat(verdict(Kind.QUICK, row("PROCESSED", ""), faults(), cut("node-1.1", 1))
                            .lost())
                    .hasSize(1);
        }
    }

    @Nested
    class Without_a_reason {

        @Test
        void a_second_run_without_a_fault_has_no_reason() {
            Verdict verdict = processed(Kind.QUICK, "", faults(), done("node-1.1", 1, 2), done("node-2.1", 3, 4));

            assertThat(verdict.unexplained()).hasSize(1);
            assertThat(verdict.line(0, 0)).isEqualTo("soak: rows=1 attempts=2 kills=0 faults=0 duplicates=1 lost=0");
        }

        @Test
        void a_start_before_the_due_time_has_no_reason() {
            Verdict verdict = new Verdict(
                    List.of(row("PROCESSED", "")),
                    Map.of("the-key", new Published(Kind.QUICK, Duration.ofSeconds(5))),
                    Attempts.of(done("node-1.1", 4.9, 6)),
                    faults());

            assertThat(verdict.unexplained()).singleElement().asString().contains("100000 microseconds before");
        }

        @Test
        void a_row_without_a_publisher_and_a_run_without_a_row_have_no_reason() {
            Verdict verdict = new Verdict(
                    List.of(new EndedRow(2, "no-key", "PROCESSED", 0, "")),
                    Map.of(),
                    Attempts.of(done("node-1.1", 1, 2)),
                    faults());

            assertThat(verdict.unexplained()).hasSize(2);
        }

        @Test
        void a_lost_lease_without_a_fault_of_its_node_at_that_time_has_no_reason() {
            Attempt first = done("node-1.1", 100, 110);
            Attempt second = done("node-2.1", 108, 109);

            assertThat(processed(Kind.LONG, LEASE_ENDED, faults(), first, second)
                            .unexplained())
                    .hasSize(1);
            assertThat(processed(
                                    Kind.LONG,
                                    LEASE_ENDED,
                                    faults(
                                            fault(Fault.Kind.BLACK_HOLE, "node-2", 100, 160),
                                            fault(Fault.Kind.BLACK_HOLE, "node-1", 20, 80),
                                            fault(Fault.Kind.SUSPENDED, "node-1", 100, 110)),
                                    first,
                                    second)
                            .unexplained())
                    .hasSize(1);
        }

        @Test
        void a_row_run_by_two_threads_of_one_node_at_once_has_no_reason() {
            Verdict verdict = processed(
                    Kind.LONG,
                    "",
                    faults(fault(Fault.Kind.BLACK_HOLE, "node-1", 1, 60)),
                    done("node-1.1", 1, 9),
                    done("node-1.1", 8, 15));

            assertThat(verdict.atOnce()).hasSize(1);
            assertThat(verdict.unexplained()).hasSize(1);
        }

        @Test
        void a_run_beside_an_attempt_that_fails_only_later_has_no_reason() {
            assertThat(processed(Kind.FAILING, "", faults(), failed(1, "node-1.1", 1, 9), done("node-2.1", 8, 10))
                            .unexplained())
                    .hasSize(1);
        }

        @Test
        void a_retry_before_its_delay_is_over_has_no_reason() {
            assertThat(processed(Kind.FAILING, "", faults(), failed(2, "node-1.1", 1, 2), done("node-2.1", 3.5, 4))
                            .unexplained())
                    .hasSize(1);
        }

        @Test
        void a_run_before_the_dead_nodes_lease_has_ended_or_of_a_row_it_did_not_hold_has_no_reason() {
            Attempt met = cut("node-1.1", 1);

            assertThat(processed(Kind.LONG, "", kill("node-1.1", 3, 8), met, done("node-2.1", 7, 9))
                            .unexplained())
                    .hasSize(1);
            assertThat(processed(Kind.LONG, "", kill("node-1.2", 3, 8), met, done("node-2.1", 9, 10))
                            .unexplained())
                    .hasSize(1);
        }
    }

    @Nested
    class With_a_reason {

        @Test
        void a_row_of_a_killed_node_that_runs_again_after_the_lease_has_a_reason() {
            assertThat(processed(
                                    Kind.LONG,
                                    LEASE_ENDED,
                                    kill("node-1.1", 3, 8),
                                    cut("node-1.1", 1),
                                    done("node-2.1", 8.1, 9))
                            .unexplained())
                    .isEmpty();
        }

        @Test
        void a_row_taken_from_a_node_in_a_black_hole_while_it_ran_there_has_a_reason() {
            assertThat(processed(
                                    Kind.LONG,
                                    LEASE_ENDED,
                                    faults(fault(Fault.Kind.BLACK_HOLE, "node-1", 1, 61)),
                                    done("node-1.1", 5, 14),
                                    done("node-2.1", 12, 20))
                            .unexplained())
                    .isEmpty();
        }

        @Test
        void a_retry_after_its_delay_has_a_reason() {
            assertThat(processed(Kind.FAILING, "", faults(), failed(2, "node-1.1", 1, 2), done("node-2.1", 3.7, 4))
                            .unexplained())
                    .isEmpty();
        }

        @Test
        void an_atomic_task_whose_commit_met_a_fault_has_a_reason_and_no_other_task_has() {
            Reasons reasons = faults(fault(Fault.Kind.BACKENDS_TERMINATED, "node-1", 2, 2.1));

            assertThat(processed(Kind.ATOMIC, "", reasons, done("node-1.1", 1, 2), done("node-1.1", 3, 4))
                            .unexplained())
                    .isEmpty();
            assertThat(processed(Kind.QUICK, "", reasons, done("node-1.1", 1, 2), done("node-1.1", 3, 4))
                            .unexplained())
                    .hasSize(1);
        }

        @Test
        void a_batch_job_that_a_suspended_server_stops_has_a_reason_and_no_task_has() {
            Reasons reasons = faults(fault(Fault.Kind.SUSPENDED, "node-2", 1, 5));

            assertThat(processed(Kind.BATCH, "", reasons, done("node-1.1", 1, 2), done("node-1.1", 6, 7))
                            .unexplained())
                    .isEmpty();
            assertThat(processed(Kind.SLOW, "", reasons, done("node-1.1", 1, 2), done("node-1.1", 6, 7))
                            .unexplained())
                    .hasSize(1);
        }
    }
}
