package io.claimdispatch.internal.publish;

import io.claimdispatch.Draft;
import io.claimdispatch.Priority;
import io.claimdispatch.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps what the caller says. Nothing is checked here: {@link DraftChecker} does it when all is said. */
final class DraftBuilder implements Draft {

    @Nullable
    String type;

    @Nullable
    Eligibility eligibility;

    @Nullable
    Object payload;

    @Nullable
    String payloadJson;

    @Nullable
    String key;

    @Nullable
    String table;

    Priority priority = Priority.NORMAL;
    final Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    final List<Rule> rules = new ArrayList<>();
    final List<Gate> gates = new ArrayList<>();

    @Override
    public Draft type(String type) {
        this.type = type;
        return this;
    }

    @Override
    public Draft eligibleAt(Instant at) {
        Objects.requireNonNull(at, "at");
        eligibility = new Eligibility.At(() -> at);
        return this;
    }

    @Override
    public Draft eligibleAt(Supplier<Instant> at) {
        eligibility = new Eligibility.At(Objects.requireNonNull(at, "at"));
        return this;
    }

    @Override
    public Draft eligibleNow() {
        return eligibleIn(Duration.ZERO);
    }

    @Override
    public Draft eligibleIn(Duration delay) {
        eligibility = new Eligibility.In(Objects.requireNonNull(delay, "delay"));
        return this;
    }

    @Override
    public Draft payload(@Nullable Object payload) {
        this.payload = payload;
        this.payloadJson = null;
        return this;
    }

    @Override
    public Draft payloadJson(String json) {
        this.payloadJson = Objects.requireNonNull(json, "json");
        this.payload = null;
        return this;
    }

    @Override
    public Draft meta(String name, @Nullable Object value) {
        meta.put(Objects.requireNonNull(name, "name"), value);
        return this;
    }

    @Override
    public Draft meta(Map<String, ?> entries) {
        entries.forEach(this::meta);
        return this;
    }

    @Override
    public Draft rules(Rule... rules) {
        return rules(List.of(rules));
    }

    @Override
    public Draft rules(List<Rule> rules) {
        // refuses null, which would be stored as a rule that nobody can read
        this.rules.addAll(List.copyOf(rules));
        return this;
    }

    @Override
    public Draft idempotency(String key) {
        this.key = Objects.requireNonNull(key, "key");
        return this;
    }

    @Override
    public Draft when(BooleanSupplier condition) {
        Objects.requireNonNull(condition, "condition");
        return when((payload, rules) -> condition.getAsBoolean());
    }

    @Override
    public Draft when(BiPredicate<@Nullable Object, List<Rule>> condition) {
        gates.add(new Gate("when", Objects.requireNonNull(condition, "condition")));
        return this;
    }

    @Override
    public Draft skipIf(BooleanSupplier condition) {
        Objects.requireNonNull(condition, "condition");
        return skipIf((payload, rules) -> condition.getAsBoolean());
    }

    @Override
    public Draft skipIf(BiPredicate<@Nullable Object, List<Rule>> condition) {
        gates.add(new Gate(
                "skipIf", Objects.requireNonNull(condition, "condition").negate()));
        return this;
    }

    @Override
    public Draft table(String table) {
        this.table = Objects.requireNonNull(table, "table");
        return this;
    }

    @Override
    public Draft priority(Priority priority) {
        this.priority = Objects.requireNonNull(priority, "priority");
        return this;
    }

    /**
     * A condition under which the draft is stored.
     *
     * @param name as the caller knows it
     * @param open whether it lets the draft pass
     */
    record Gate(String name, BiPredicate<@Nullable Object, List<Rule>> open) {}

    /** From when on, as the caller said it. */
    sealed interface Eligibility {
        /**
         * At an instant.
         *
         * @param supplier asked once, behind the gates
         */
        record At(Supplier<Instant> supplier) implements Eligibility {}

        /**
         * After a delay.
         *
         * @param delay on the database's clock
         */
        record In(Duration delay) implements Eligibility {}
    }
}
