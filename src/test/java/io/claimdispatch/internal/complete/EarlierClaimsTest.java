package io.claimdispatch.internal.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EarlierClaimsTest {

    private final EarlierClaims claims = new EarlierClaims();
    private final AttemptErrors errors = new AttemptErrors(() -> Instant.EPOCH);

    private static ClaimedRow claimed(long token, String errors) {
        ClaimedRow row = Attempted.row(1, errors);
        return new ClaimedRow(
                new ClaimRef(row.ref().table(), row.ref().id(), token),
                row.type(),
                row.payload(),
                row.key(),
                row.priority(),
                row.eligibleAt(),
                row.createdAt(),
                row.failCount(),
                errors,
                null,
                row.claimedBy());
    }

    @Test
    void a_row_remembers_the_claims_of_its_failed_attempts() {
        String first = errors.append(Attempted.attempt(0, null), "one");
        ClaimedRow now = claimed(100, first);

        assertThat(claims.include(now, "99")).isTrue();
        assertThat(claims.include(now, "100")).as("its own").isTrue();
        assertThat(claims.include(now, "98")).isFalse();
        assertThat(claims.include(now, null)).isFalse();
        assertThat(claims.any(now)).isTrue();
        assertThat(claims.any(claimed(100, "[]"))).isFalse();
    }

    @Test
    void a_node_remembers_the_claims_that_it_has_started_executions_for() {
        claims.starting(Attempted.row(0, null).ref());

        assertThat(claims.include(claimed(100, "[]"), "99")).isTrue();
        assertThat(new EarlierClaims().include(claimed(100, "[]"), "99")).isFalse();
    }

    @Test
    void a_claim_of_another_row_or_table_is_not_a_claim_of_this_row() {
        claims.starting(new ClaimRef(TableName.ACTION_LOGS, 8, 99));
        claims.starting(new ClaimRef(new TableName("other_logs"), 7, 99));

        assertThat(claims.include(claimed(100, "[]"), "99")).isFalse();
    }

    @Test
    void the_text_of_an_error_is_not_taken_for_a_claim() {
        String mark = "\"claim\":\""
                + EarlierClaims.fingerprint(Attempted.row(0, null).ref()) + "\"";
        ClaimedRow other = claimed(50, "[]");
        String thrown = errors.append(new Attempt(other, Attempted.record(1)), "[{" + mark + "}]");
        String edited =
                errors.append(new Attempt(claimed(50, "a note {" + mark + "}"), Attempted.record(1)), "another");

        assertThat(claims.include(claimed(100, thrown), "99")).isFalse();
        assertThat(claims.include(claimed(100, edited), "99")).isFalse();
    }

    @Test
    void any_content_of_the_column_is_read_without_a_failure() {
        for (String edited : new String[] {"[1e99999999999]", "[".repeat(100_000), "\"claim\":\"".repeat(10_000), ""}) {
            assertThat(claims.any(claimed(100, edited))).isFalse();
        }
    }

    @Test
    void a_node_remembers_only_its_newest_claims() {
        for (int i = 0; i <= 10_000; i++) {
            claims.starting(new ClaimRef(TableName.ACTION_LOGS, 7, i));
        }

        assertThat(claims.include(claimed(-1, "[]"), "0")).isFalse();
        assertThat(claims.include(claimed(-1, "[]"), "1")).isTrue();
    }
}
