package io.claimdispatch.pipeline;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.spi.RulePredicate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.json.JsonValue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Nodes of the old and of the new version of an application side by side: what the old one cannot do, the new one does. */
@ParameterizedClass
@EachDatabase
class RollingUpgradeTest extends PipelineTest {

    RollingUpgradeTest(Databases database) {
        super(database);
    }

    public enum OldColour {
        RED,
        GREEN
    }

    public enum NewColour {
        RED,
        GREEN,
        BLUE
    }

    public record OldPaint(OldColour colour) {}

    public record NewPaint(NewColour colour) {}

    @ApplicationScoped
    static class OldShop {
        @Processor("paint")
        void paint(OldPaint paint) {}
    }

    @ApplicationScoped
    static class NewShop {
        @Processor("paint")
        void paint(NewPaint paint, LogRecord row) {}
    }

    @ApplicationScoped
    @Named("in-fashion")
    static class InFashion implements RulePredicate {
        @Override
        public boolean holds(LogRecord row, JsonValue argument) {
            return true;
        }
    }

    private Node.Builder version(Class<?>... beans) {
        return node().set("retry.initial-delay", "PT1S").with(beans);
    }

    /** The old node meets all of them first. */
    private void untilTheOldOneHasFailedWith(int rows, String error) {
        until(() -> database.count("fail_count > 0 AND errors LIKE '%" + error + "%'") == rows);
    }

    @Test
    void rows_with_a_constant_that_only_the_new_version_knows_wait_for_it_and_none_dies() throws Exception {
        Node old = running(version(OldShop.class));
        old.publisher()
                .publishAll(
                        WorkflowContract.numbers(60),
                        (n, draft) -> draft.type("paint")
                                .eligibleNow()
                                .payload(new NewPaint(n % 2 == 0 ? NewColour.BLUE : NewColour.RED)));
        untilTheOldOneHasFailedWith(30, "CLAIM0061");

        running(version(NewShop.class));
        end(old);

        untilStates("PROCESSED 60");
    }

    @Test
    void a_rule_or_a_kind_of_rule_that_this_version_does_not_know_makes_no_row_a_dead_letter() throws Exception {
        Node old = running(version(OldShop.class));
        old.publisher()
                .publish(d -> d.type("paint")
                        .eligibleNow()
                        .payload(new NewPaint(NewColour.RED))
                        .rules(Rule.named("in-fashion")));
        long kind = id(old.publisher().publish(d -> d.type("paint").eligibleIn(Duration.ofDays(1))));
        database.execute(
                "UPDATE action_logs SET payload = '{\"colour\":\"RED\",\"__rules\":[{\"expression\":\"1 < 2\"}]}'"
                        + " WHERE id = " + kind);
        old.actionLogs().retryNow(kind, "ann");
        untilTheOldOneHasFailedWith(1, "CLAIM0062");
        untilTheOldOneHasFailedWith(1, "CLAIM0063");

        running(version(NewShop.class, InFashion.class));
        end(old);

        untilStates("PROCESSED 1, WAITING 1");
    }
}
