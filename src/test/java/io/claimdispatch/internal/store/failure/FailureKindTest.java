package io.claimdispatch.internal.store.failure;

import static io.claimdispatch.internal.store.failure.FailureKind.OF_THE_DATABASE;
import static io.claimdispatch.internal.store.failure.FailureKind.OF_THE_MOMENT;
import static io.claimdispatch.internal.store.failure.FailureKind.OF_THE_STATEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.problem.DatabaseProblems;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a failure, whatever lies around the driver's own word for it. */
class FailureKindTest {

    private static final SQLException DEADLOCK = new SQLException("deadlock detected", "40P01");
    private static final SQLException NO_CONNECTION = new SQLException("broken pipe", "08006");
    private static final SQLException NO_ANSWER = new SQLException("completion unknown", "40003");
    private static final SQLException TOO_LONG = new SQLException("value too long", "22001");

    /** As it comes; wrapped by a server's pool, which keeps no code; and that once more, by ours. */
    private static List<Throwable> wrapped(SQLException driver) {
        SQLException pool =
                new SQLException("Error in allocating or using a connection: " + driver.getMessage(), driver);
        SQLException blank = new SQLException("the same", "", driver);
        SQLException between = new SQLException("the same", new IllegalStateException("in between", driver));
        return List.of(
                driver,
                pool,
                blank,
                between,
                new RuntimeException(pool),
                DatabaseProblems.databaseFailed("testing", new SQLException(pool)));
    }

    @Test
    void the_first_exception_with_a_code_decides_on_the_kind() {
        assertThat(wrapped(DEADLOCK)).allMatch(e -> FailureKind.of(e) == OF_THE_MOMENT);
        assertThat(wrapped(NO_CONNECTION)).allMatch(e -> FailureKind.of(e) == OF_THE_DATABASE);
        assertThat(wrapped(TOO_LONG)).allMatch(e -> FailureKind.of(e) == OF_THE_STATEMENT);
        assertThat(FailureKind.of(new SQLException("our pool's own", "08003", TOO_LONG)))
                .isEqualTo(OF_THE_DATABASE);
    }

    @Test
    void the_first_exception_with_a_code_decides_whether_a_commit_was_answered() {
        assertThat(wrapped(DEADLOCK)).allMatch(FailureKind::isAnswer);
        assertThat(wrapped(TOO_LONG)).allMatch(FailureKind::isAnswer);
        assertThat(wrapped(NO_CONNECTION)).noneMatch(FailureKind::isAnswer);
        assertThat(wrapped(NO_ANSWER)).noneMatch(FailureKind::isAnswer);
    }

    @Test
    void a_type_of_jdbc_says_as_much_where_there_is_no_code() {
        for (SQLException lost : List.of(
                new SQLRecoverableException("lost"),
                new SQLNonTransientConnectionException("lost"),
                new SQLTransientConnectionException("lost"))) {
            assertThat(wrapped(lost)).allMatch(e -> FailureKind.of(e) == OF_THE_DATABASE);
            assertThat(wrapped(lost)).noneMatch(FailureKind::isAnswer);
        }
        assertThat(wrapped(new SQLTransientException("for now"))).allMatch(e -> FailureKind.of(e) == OF_THE_MOMENT);
    }

    @Test
    void an_exception_without_a_code_is_the_statements_fault_and_no_answer_even_if_its_causes_are_a_circle() {
        SQLException one = new SQLException("one");
        SQLException other = new SQLException("other", one);
        one.initCause(other);

        assertThat(FailureKind.of(one)).isEqualTo(OF_THE_STATEMENT);
        assertThat(FailureKind.isAnswer(one)).isFalse();
        assertThat(SqlStates.isDuplicate(one)).isFalse();
        assertThat(FailureKind.of(new IllegalStateException())).isEqualTo(OF_THE_STATEMENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            61000 | 60    | OF_THE_MOMENT    | Oracle: deadlock detected while waiting for resource
            61000 | 54    | OF_THE_MOMENT    | Oracle: resource busy
            61000 | 18    | OF_THE_STATEMENT | Oracle: another of that state
            72000 | 1653  | OF_THE_DATABASE  | Oracle: unable to extend table
            40001 | 1205  | OF_THE_MOMENT    | SQL Server: chosen as the deadlock victim
            S0045 | 1222  | OF_THE_MOMENT    | SQL Server: lock request time out period exceeded
            S0003 | 601   | OF_THE_MOMENT    | SQL Server: could not continue scan with NOLOCK
            S0002 | 9002  | OF_THE_DATABASE  | SQL Server: the transaction log is full
            S0001 | 245   | OF_THE_STATEMENT | SQL Server: conversion failed
            """)
    void the_codes_of_oracle_and_sql_server_decide_where_their_states_do_not(
            String state, int code, FailureKind kind, String what) {
        assertThat(wrapped(new SQLException(what, state, code))).allMatch(e -> FailureKind.of(e) == kind);
    }

    @Test
    void a_duplicate_is_recognized_within_a_pools_exception_too() {
        assertThat(SqlStates.isDuplicate(new SQLException("wrapped", new SQLException("duplicate key", "23505"))))
                .isTrue();
    }
}
