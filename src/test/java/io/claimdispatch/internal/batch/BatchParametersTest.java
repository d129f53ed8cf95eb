package io.claimdispatch.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.complete.Attempted;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BatchParametersTest {

    private final ClaimedRow row = Attempted.row(2, null);

    @Test
    void the_parameters_of_an_execution_name_its_row_claim_and_attempt() {
        Properties parameters = BatchParameters.of(row, "import", Map.of("rows", "10"));

        assertThat(parameters)
                .containsOnly(
                        Map.entry("rows", "10"),
                        Map.entry("claimDispatch.table", "action_logs"),
                        Map.entry("claimDispatch.id", "7"),
                        Map.entry("claimDispatch.published", "2026-03-29T01:00:00Z"),
                        Map.entry("claimDispatch.claim", "99"),
                        Map.entry("claimDispatch.node", "node-a"),
                        Map.entry("claimDispatch.job", "import"),
                        Map.entry("claimDispatch.type", "email.welcome"),
                        Map.entry("claimDispatch.attempt", "3"));
        assertThat(BatchParameters.name(parameters, row, "99")).isTrue();
    }

    @Test
    void the_parameters_contain_only_the_distinguishing_end_of_the_nodes_name() {
        String name = "a-host.with.a.long.name.example.com".repeat(2) + "/01234567-89ab";
        ClaimedRow claimed = new ClaimedRow(
                row.ref(),
                row.type(),
                "{}",
                null,
                row.priority(),
                row.eligibleAt(),
                row.createdAt(),
                2,
                null,
                null,
                name);

        Properties parameters = BatchParameters.of(claimed, "import", Map.of());

        assertThat(parameters.getProperty("claimDispatch.node")).hasSize(40).endsWith("/01234567-89ab");
        assertThat(BatchParameters.nameNode(parameters, claimed)).isTrue();
        assertThat(BatchParameters.nameNode(parameters, row)).isFalse();
    }

    @Test
    void a_user_cannot_give_an_execution_to_another_row() {
        Properties parameters =
                BatchParameters.of(row, "import", Map.of(BatchParameters.ID, "8", BatchParameters.CLAIM, "1"));

        assertThat(BatchParameters.name(parameters, row, "99")).isTrue();
    }

    @Test
    void an_execution_of_another_row_table_or_claim_is_not_trusted() {
        for (ClaimRef other : new ClaimRef[] {
            new ClaimRef(TableName.ACTION_LOGS, 8, 99),
            new ClaimRef(TableName.ACTION_LOGS, 7, 98),
            new ClaimRef(new TableName("other_logs"), 7, 99)
        }) {
            assertThat(BatchParameters.name(BatchParameters.of(of(other), "import", Map.of()), row, "99"))
                    .isFalse();
        }
        assertThat(BatchParameters.name(new Properties(), row, "99")).isFalse();
        assertThat(BatchParameters.name(null, row, "99")).isFalse();
    }

    @Test
    void a_row_with_the_same_id_in_another_database_is_another_row() {
        ClaimedRow other = new ClaimedRow(
                row.ref(),
                row.type(),
                "{}",
                null,
                row.priority(),
                row.eligibleAt(),
                row.createdAt().plusNanos(1_000),
                2,
                null,
                null,
                null);

        assertThat(BatchParameters.nameRow(BatchParameters.of(other, "import", Map.of()), row))
                .isFalse();
    }

    private ClaimedRow of(ClaimRef ref) {
        return new ClaimedRow(
                ref, row.type(), "{}", null, row.priority(), row.eligibleAt(), row.createdAt(), 2, null, null, null);
    }
}
