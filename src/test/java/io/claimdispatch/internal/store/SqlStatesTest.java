package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.failure.SqlStates;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes of databases that no test meets, as their drivers' documentation has them. Those of the others are met by contracts. */
class SqlStatesTest {

    private enum Meaning {
        MISSING(e -> SqlStates.isMissing(e)),
        EXISTING(e -> SqlStates.isExisting(e)),
        DUPLICATE(e -> SqlStates.isDuplicate(e)),
        READ_ONLY(e -> SqlStates.isReadOnly(e)),
        NOT_UNDERSTOOD(e -> SqlStates.isNotUnderstood(e));

        private final Predicate<SQLException> test;

        Meaning(Predicate<SQLException> test) {
            this.test = test;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            42000 | 942   | MISSING        | ORA-00942: table or view does not exist
            42000 | 2289  | MISSING        | ORA-02289: sequence does not exist
            42000 | 955   | EXISTING       | ORA-00955: name is already used by an existing object
            72000 | 1408  | EXISTING       | ORA-01408: such column list already indexed
            23000 | 1     | DUPLICATE      | ORA-00001: unique constraint violated
            72000 | 16000 | READ_ONLY      | ORA-16000: database open for read-only access
            42000 | 933   | NOT_UNDERSTOOD | ORA-00933: SQL command not properly ended
            S0002 | 208   | MISSING        | Invalid object name
            42S02 | 208   | MISSING        | Invalid object name, with xopenStates
            S0001 | 2714  | EXISTING       | There is already an object named so in the database
            S0001 | 1913  | EXISTING       | an index with that name already exists on the table
            23000 | 2601  | DUPLICATE      | Cannot insert duplicate key row in object with unique index
            23000 | 2627  | DUPLICATE      | Violation of PRIMARY KEY constraint
            S0002 | 3906  | READ_ONLY      | Failed to update database because the database is read-only
            S0001 | 102   | NOT_UNDERSTOOD | Incorrect syntax near
            """)
    void a_code_of_oracle_or_sql_server_means_what_it_does(String state, int code, Meaning meaning, String what) {
        assertThat(meaning.test.test(new SQLException(what, state, code))).isTrue();
        assertThat(meaning.test.test(new SQLException("the same state", state, 99_999)))
                .isEqualTo(state.startsWith("42") && (meaning == Meaning.NOT_UNDERSTOOD || state.equals("42S02")));
    }

    @Test
    void of_a_code_in_the_state_of_another_database_nothing_is_known() {
        assertThat(SqlStates.isMissing(new SQLException("a code of another", "HY000", 208)))
                .isFalse();
        assertThat(SqlStates.isDuplicate(new SQLException("ORA-02291: parent key not found", "23000", 2291)))
                .isFalse();
        assertThat(SqlStates.isNotUnderstood(new SQLException("ORA-01031: insufficient privileges", "42000", 1031)))
                .isFalse();
    }
}
