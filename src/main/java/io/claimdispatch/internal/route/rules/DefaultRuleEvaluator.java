package io.claimdispatch.internal.route.rules;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.common.Escaped;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.payload.RuleJson;
import io.claimdispatch.spi.PayloadCodec;
import io.claimdispatch.spi.RuleEvaluator;
import io.claimdispatch.spi.RulePredicate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Evaluates rules in order and stops at the first that does not hold. Named rules are beans; comparisons are built in.
 */
@ApplicationScoped
public class DefaultRuleEvaluator implements RuleEvaluator {

    private Instance<RulePredicate> predicates;
    private PayloadCodec codec;
    private Settings settings;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    DefaultRuleEvaluator() {}

    @Inject
    DefaultRuleEvaluator(@Any Instance<RulePredicate> predicates, PayloadCodec codec, Settings settings) {
        this.predicates = predicates;
        this.codec = codec;
        this.settings = settings;
    }

    @Override
    public Optional<String> refusal(LogRecord row) throws Exception {
        ComparedPayload payload = new ComparedPayload(row, codec, settings.showPayloadValues());
        for (Rule rule : row.rules()) {
            Optional<String> refusal = rule instanceof Rule.Named named
                    ? refusalByName(named, row)
                    : payload.refusal((Rule.Compared) rule);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<String> refusalByName(Rule.Named rule, LogRecord row) throws Exception {
        Instance<RulePredicate> named = predicates.select(NamedLiteral.of(rule.name()));
        if (named.isUnsatisfied()) {
            throw Problems.ruleUnknown(rule.name());
        }
        JsonValue argument = RuleJson.toJson(rule.argument(), codec);
        Instance.Handle<RulePredicate> predicate = named.getHandle();
        try {
            boolean holds = predicate.get().holds(row, argument);
            return holds ? Optional.empty() : Optional.of(Escaped.of("the rule '" + rule.name() + "' did not hold"));
        } finally {
            // For any other scope this would destroy the shared instance.
            if (predicate.getBean().getScope() == Dependent.class) {
                predicate.destroy();
            }
        }
    }
}
