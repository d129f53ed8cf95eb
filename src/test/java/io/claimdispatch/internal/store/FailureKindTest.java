package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import org.junit.jupiter.api.Test;

/** What pools make of a driver's exception. */
class FailureKindTest {

    /** As GlassFish's and Payara's pools do: without the code, and with another exception in between. */
    private static SQLException wrapped(SQLException driver) {
        return new SQLException("a pool's words", new IllegalStateException("in between", driver));
    }

    @Test
    void an_exception_without_a_code_means_what_the_one_inside_of_it_means() {
        assertThat(FailureKind.of(wrapped(new SQLException("", "08006")))).isEqualTo(FailureKind.OF_THE_DATABASE);
        assertThat(FailureKind.of(wrapped(new SQLException("", "40001")))).isEqualTo(FailureKind.OF_THE_MOMENT);
        assertThat(FailureKind.of(wrapped(new SQLException("", "22001")))).isEqualTo(FailureKind.OF_THE_STATEMENT);
        assertThat(FailureKind.of(wrapped(new SQLException("no code at all")))).isEqualTo(FailureKind.OF_THE_STATEMENT);
        assertThat(FailureKind.of(new SQLRecoverableException("no code at all")))
                .isEqualTo(FailureKind.OF_THE_DATABASE);
    }

    @Test
    void whether_a_commit_was_answered_is_seen_through_the_pools_exception() {
        assertThat(FailureKind.isAnswer(wrapped(new SQLException("", "23505")))).isTrue();
        assertThat(FailureKind.isAnswer(wrapped(new SQLException("", "08006")))).isFalse();
        assertThat(FailureKind.isAnswer(wrapped(new SQLException("no code at all"))))
                .isFalse();
    }
}
