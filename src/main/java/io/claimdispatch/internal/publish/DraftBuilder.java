package io.claimdispatch.internal.publish;

import io.claimdispatch.Draft;
import io.claimdispatch.Priority;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.common.Required;
import io.claimdispatch.internal.common.problem.PublishProblems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the caller sets. It refuses only null; {@link DraftChecker} checks the rest once the draft is complete.
 */
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

    @Nullable
    Priority priority;

    final Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    final List<Rule> rules = new ArrayList<>();
    final List<Gate> gates = new ArrayList<>();
    private final Thread owner = Thread.currentThread();
    private volatile boolean closed;

    /** Closes the draft when the function that fills it has ended; later calls would be lost, so they throw. */
    void close() {
        closed = true;
    }

    private void checkOpen() {
        if (closed) {
            throw PublishProblems.draftClosed(type, "after its function had returned");
        }
        if (Thread.currentThread() != owner) {
            throw PublishProblems.draftClosed(
                    null, "on the thread " + Thread.currentThread().getName() + ", which is not its own");
        }
    }

    @Override
    public Draft type(String type) {
        checkOpen();
        this.type = Required.value("type", type);
        return this;
    }

    @Override
    public Draft eligibleAt(Instant at) {
        checkOpen();
        Required.value("at", at);
        eligibility = new Eligibility.At(() -> at);
        return this;
    }

    @Override
    public Draft eligibleAt(Supplier<Instant> at) {
        checkOpen();
        eligibility = new Eligibility.At(Required.value("at", at));
        return this;
    }

    @Override
    public Draft eligibleNow() {
        return eligibleIn(Duration.ZERO);
    }

    @Override
    public Draft eligibleIn(Duration delay) {
        checkOpen();
        eligibility = new Eligibility.In(Required.value("delay", delay));
        return this;
    }

    @Override
    public Draft payload(@Nullable Object payload) {
        checkOpen();
        this.payload = payload;
        this.payloadJson = null;
        return this;
    }

    @Override
    public Draft payloadJson(String json) {
        checkOpen();
        this.payloadJson = Required.value("json", json);
        this.payload = null;
        return this;
    }

    @Override
    public Draft meta(String name, @Nullable Object value) {
        checkOpen();
        meta.put(Required.value("name", name), value);
        return this;
    }

    @Override
    public Draft meta(Map<String, ?> entries) {
        checkOpen();
        Required.value("entries", entries)
                .forEach((name, value) -> meta.put(Required.value("a name in entries", name), value));
        return this;
    }

    @Override
    public Draft rules(Rule... rules) {
        return rules(Arrays.asList(Required.value("rules", rules)));
    }

    @Override
    public Draft rules(List<Rule> rules) {
        checkOpen();
        List<Rule> added = new ArrayList<>();
        for (Rule rule : Required.value("rules", rules)) {
            // null would be stored as a rule that no node can read
            added.add(Required.value("rules[" + added.size() + "]", rule));
        }
        this.rules.addAll(added);
        return this;
    }

    @Override
    public Draft idempotencyKey(String key) {
        checkOpen();
        this.key = Required.value("key", key);
        return this;
    }

    @Override
    public Draft when(BooleanSupplier condition) {
        Required.value("condition", condition);
        return when((payload, rules) -> condition.getAsBoolean());
    }

    @Override
    public Draft when(BiPredicate<@Nullable Object, List<Rule>> condition) {
        checkOpen();
        gates.add(new Gate("when", Required.value("condition", condition)));
        return this;
    }

    @Override
    public Draft skipIf(BooleanSupplier condition) {
        Required.value("condition", condition);
        return skipIf((payload, rules) -> condition.getAsBoolean());
    }

    @Override
    public Draft skipIf(BiPredicate<@Nullable Object, List<Rule>> condition) {
        checkOpen();
        gates.add(new Gate("skipIf", Required.value("condition", condition).negate()));
        return this;
    }

    @Override
    public Draft table(String table) {
        checkOpen();
        this.table = Required.value("table", table);
        return this;
    }

    @Override
    public Draft priority(Priority priority) {
        checkOpen();
        this.priority = Required.value("priority", priority);
        return this;
    }

    /**
     * A condition under which the draft is stored.
     *
     * @param name the name of the method that added it
     * @param open returns whether the draft passes
     */
    record Gate(String name, BiPredicate<@Nullable Object, List<Rule>> open) {}

    /** The earliest time, as the caller set it. */
    sealed interface Eligibility {
        /**
         * At an instant.
         *
         * @param supplier called once, after the gates
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
