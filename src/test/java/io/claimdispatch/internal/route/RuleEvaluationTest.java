package io.claimdispatch.internal.route;

import static io.claimdispatch.internal.route.Rows.row;
import static io.claimdispatch.internal.route.Rows.ruled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.spi.RuleEvaluator;
import io.claimdispatch.spi.RulePredicate;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleEvaluationTest {

    @Processor("*")
    static class Everything implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            Application.log().add("toJob");
            return Job.batch("job");
        }
    }

    @ApplicationScoped
    @Named("in-stock")
    static class InStock implements RulePredicate {
        @Override
        public boolean holds(LogRecord row, JsonValue argument) {
            Application.log().add("in-stock of " + row.id() + " " + argument);
            return argument instanceof JsonNumber pieces && pieces.intValue() <= 10;
        }

        @PreDestroy
        void end() {
            Application.log().add("shared ended");
        }
    }

    @Dependent
    @Named("always")
    static class Always implements RulePredicate {
        @Override
        public boolean holds(LogRecord row, JsonValue argument) {
            Application.log().add("always " + argument);
            return true;
        }

        @PreDestroy
        void end() {
            Application.log().add("dependent ended");
        }
    }

    @ApplicationScoped
    static class Predicates {
        @Produces
        @Named("produced")
        RulePredicate produced() {
            return (row, argument) -> row.attempt() > 5;
        }

        @Produces
        @Named("broken")
        RulePredicate broken() {
            return (row, argument) -> {
                throw new IOException("stock service away");
            };
        }
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class ValuesShown {
        @Produces
        Settings settings() {
            return TestSettings.of("show-payload-values", "true");
        }
    }

    private static Routed route(Application app, LogRecord row) throws Exception {
        return app.get(Router.class).route(row);
    }

    private static String reason(Application app, LogRecord row) throws Exception {
        return ((Routed.Skipped) route(app, row)).reason();
    }

    @Test
    void a_row_whose_rules_hold_gets_its_job() throws Exception {
        try (Application app = Application.of(Everything.class, InStock.class, Always.class)) {
            LogRecord row = ruled(
                    "a",
                    "{\"total\":5}",
                    Rule.named("in-stock", 7),
                    Rule.field("total").atLeast(5));
            assertThat(route(app, row)).isEqualTo(new Routed.ToRun(Job.batch("job")));
            assertThat(Application.log()).containsExactly("in-stock of 7 7", "toJob");
        }
    }

    @Test
    void a_row_whose_rules_do_not_hold_is_skipped_with_the_reason_before_its_processor_is_asked() throws Exception {
        try (Application app = Application.of(Everything.class, InStock.class, Predicates.class)) {
            assertThat(reason(app, ruled("a", "{}", Rule.named("in-stock", 11))))
                    .isEqualTo("the rule 'in-stock' did not hold");
            assertThat(reason(app, ruled("a", "{}", Rule.named("produced")))).contains("'produced'");
            assertThat(reason(
                            app,
                            ruled(
                                    "a",
                                    "{\"order\":{\"total\":40},\"secret\":1}",
                                    Rule.field("order.total").atLeast(100))))
                    .isEqualTo("the rule 'order.total at_least' did not hold: it is a number");
            assertThat(reason(app, ruled("a", "{}", Rule.field("paid").present())))
                    .isEqualTo("the rule 'paid present' did not hold: it is missing");
            assertThat(Application.log()).containsExactly("in-stock of 7 11");
        }
    }

    @Test
    void the_reason_of_a_skipped_row_shows_only_short_values() throws Exception {
        try (Application app = Application.of(Everything.class, ValuesShown.class)) {
            assertThat(reason(
                            app,
                            ruled("a", "{\"total\":40}", Rule.field("total").atLeast(100))))
                    .isEqualTo("the rule 'total at_least 100' did not hold: it is 40");
            String payload = "{\"text\":\"" + "x".repeat(5_000) + "\",\"object\":{\"secret\":1}}";
            assertThat(reason(app, ruled("a", payload, Rule.field("text").equalTo("y"))))
                    .hasSizeLessThan(200);
            assertThat(reason(app, ruled("a", payload, Rule.field("object").absent())))
                    .endsWith("it is an object");
        }
    }

    @Test
    void rules_after_one_that_does_not_hold_are_not_evaluated() throws Exception {
        try (Application app = Application.of(Everything.class, InStock.class)) {
            LogRecord row = ruled("a", "{}", Rule.field("x").present(), Rule.named("in-stock"));
            assertThat(route(app, row)).isInstanceOf(Routed.Skipped.class);
            assertThat(Application.log()).isEmpty();
        }
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    @Named("in-stock")
    static class OrderedAnew implements RulePredicate {
        @Override
        public boolean holds(LogRecord row, JsonValue argument) {
            Application.log().add("ordered anew");
            return true;
        }
    }

    @Test
    void of_two_predicates_with_one_name_the_alternative_is_called() throws Exception {
        try (Application app = Application.of(Everything.class, InStock.class, OrderedAnew.class)) {
            assertThat(route(app, ruled("a", "{}", Rule.named("in-stock", 11)))).isInstanceOf(Routed.ToRun.class);
            assertThat(Application.log()).containsExactly("ordered anew", "toJob");
        }
    }

    @Test
    void an_unknown_rule_is_an_error_and_does_not_pass() {
        try (Application app = Application.of(Everything.class, InStock.class)) {
            assertThatThrownBy(() -> route(app, ruled("a", "{}", Rule.named("instock"))))
                    .hasMessageContainingAll("CLAIM0062", "'instock'");
            assertThat(Application.log()).isEmpty();
        }
    }

    @Test
    void a_rule_whose_predicate_throws_does_not_pass() {
        try (Application app = Application.of(Everything.class, Predicates.class)) {
            assertThatThrownBy(() -> route(app, ruled("a", "{}", Rule.named("broken"))))
                    .isExactlyInstanceOf(IOException.class);
            assertThat(Application.log()).isEmpty();
        }
    }

    @Test
    void unreadable_rules_are_an_error_and_do_not_pass() {
        try (Application app = Application.of(Everything.class)) {
            assertThatThrownBy(() -> route(app, row("a", "{\"__rules\":[{\"is\":\"equal\"}]}")))
                    .hasMessageContaining("CLAIM0063");
            assertThatThrownBy(() -> route(app, row("a", "{\"__rules\":["))).hasMessageContaining("CLAIM0070");
            assertThat(Application.log()).isEmpty();
        }
    }

    @Test
    void a_dependent_predicate_is_destroyed_after_the_call_and_a_shared_one_is_not() throws Exception {
        try (Application app = Application.of(Everything.class, InStock.class, Always.class)) {
            route(app, ruled("a", "{}", Rule.named("always"), Rule.named("in-stock", 1)));
            assertThat(Application.log()).containsExactly("always null", "dependent ended", "in-stock of 7 1", "toJob");
        }
    }

    @Test
    void the_argument_of_a_rule_can_be_any_object() throws Exception {
        try (Application app = Application.of(Everything.class, Always.class)) {
            route(app, ruled("a", "{}", Rule.named("always", Map.of("limits", new int[] {1, 2}))));
            assertThat(Application.log()).startsWith("always {\"limits\":[1,2]}");
        }
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class Replacement implements RuleEvaluator {
        @Override
        public Optional<String> refusal(LogRecord row) {
            return Optional.of("replaced: " + row.rules().size());
        }
    }

    @Test
    void an_application_can_replace_the_evaluation_of_rules() throws Exception {
        try (Application app = Application.of(Everything.class, Replacement.class)) {
            assertThat(reason(app, ruled("a", "{}", Rule.named("x"), Rule.named("y"))))
                    .isEqualTo("replaced: 2");
        }
    }

    @Decorator
    @Priority(1)
    static class Extension implements RuleEvaluator {
        @Inject
        @Delegate
        RuleEvaluator ours;

        @Override
        public Optional<String> refusal(LogRecord row) throws Exception {
            return ours.refusal(row).map(reason -> "extended: " + reason);
        }
    }

    @Test
    void an_application_can_decorate_the_evaluation_of_rules() throws Exception {
        try (Application app = Application.of(Everything.class, InStock.class, Extension.class)) {
            assertThat(reason(app, ruled("a", "{}", Rule.named("in-stock", 11))))
                    .isEqualTo("extended: the rule 'in-stock' did not hold");
        }
    }

    @Test
    void the_evaluator_is_not_called_for_a_row_without_rules() throws Exception {
        try (Application app = Application.of(Everything.class, Replacement.class)) {
            assertThat(route(app, row("a"))).isInstanceOf(Routed.ToRun.class);
        }
    }
}
