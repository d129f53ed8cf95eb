package io.claimdispatch.internal.route;

import io.claimdispatch.ActionType;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Priority;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.common.Required;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.common.problem.ProcessorProblems;
import io.claimdispatch.internal.payload.JsonCheck;
import io.claimdispatch.internal.payload.Payloads;
import io.claimdispatch.internal.payload.UnreadablePayload;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.json.JsonObject;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A claimed row as processors, rules and policies see it. The payload is parsed only on demand. */
public final class ClaimedRecord implements LogRecord {

    private final ClaimedRow row;
    private final PayloadCodec codec;
    private final ToIntFunction<String> maxAttempts;
    private final boolean showValues;
    private volatile @Nullable JsonObject meta;
    private volatile @Nullable List<Rule> rules;

    /**
     * Creates a view of a row.
     *
     * @param row what the claim has read
     * @param codec reads its payload
     * @param maxAttempts the policy of a type
     * @param showValues whether an error may quote the payload
     */
    public ClaimedRecord(ClaimedRow row, PayloadCodec codec, ToIntFunction<String> maxAttempts, boolean showValues) {
        this.row = row;
        this.codec = codec;
        this.maxAttempts = maxAttempts;
        this.showValues = showValues;
    }

    @Override
    public String table() {
        return row.ref().table().value();
    }

    @Override
    public long id() {
        return row.ref().id();
    }

    @Override
    public String type() {
        return row.type();
    }

    @Override
    public Optional<String> idempotencyKey() {
        return Optional.ofNullable(row.key());
    }

    @Override
    public int attempt() {
        return row.failCount() + 1;
    }

    @Override
    public int maxAttempts() {
        return maxAttempts.applyAsInt(row.type());
    }

    @Override
    public Instant eligibleAt() {
        return row.eligibleAt();
    }

    @Override
    public Instant createdAt() {
        return row.createdAt();
    }

    @Override
    public Priority priority() {
        return row.priority();
    }

    @Override
    public String payload() {
        return row.payload();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T payload(Class<T> type) {
        return (T) payload((Type) type);
    }

    @Override
    public Object payload(Type type) {
        return reading(
                Required.value("type", type).getTypeName(),
                () -> answer(codec.read(Payloads.withoutReserved(row.payload()), type), type),
                e -> UnreadablePayload.withoutValues(e, type, row.payload(), codec));
    }

    /** Returns what the codec has read, if it is what was asked for: otherwise the caller's cast would fail. */
    private Object answer(@Nullable Object read, Type type) {
        Object given = Required.answer("PayloadCodec.read", read);
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        if (raw instanceof Class<?> asked
                && !MethodType.methodType(asked).wrap().returnType().isInstance(given)) {
            throw ProcessorProblems.payloadOfAnotherClass(
                    type.getTypeName(), given.getClass().getName());
        }
        return given;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <P> P payload(ActionType<P> action) {
        if (!Required.value("action", action).name().equals(row.type())) {
            throw AttemptProblems.actionTypeDiffers(row.type(), action.name());
        }
        return (P) payload(action.payloadType());
    }

    @Override
    public JsonObject meta() {
        JsonObject known = meta;
        if (known == null) {
            known = reading("JSON", () -> Payloads.meta(row.payload()), UnreadablePayload::withoutValues);
            meta = known;
        }
        return known;
    }

    @Override
    public List<Rule> rules() {
        List<Rule> known = rules;
        if (known == null) {
            known = reading("JSON", () -> Payloads.rules(row.payload()), UnreadablePayload::withoutValues);
            rules = known;
        }
        return known;
    }

    @Override
    public OptionalLong executionId() {
        return row.executionId() == null ? OptionalLong.empty() : OptionalLong.of(row.executionId());
    }

    /** Table, id, type and attempt, for messages; no payload, since it may hold data that must not be logged. */
    @Override
    public String toString() {
        return table() + "#" + id() + " (" + type() + ", attempt " + attempt() + ")";
    }

    private <T> T reading(String target, Supplier<T> read, UnaryOperator<Throwable> withoutValues) {
        try {
            return read.get();
        } catch (ClaimDispatchException e) {
            throw e;
        } catch (Exception | StackOverflowError e) {
            // a checked exception too, which other languages throw undeclared; a StackOverflowError comes from a
            // payload that is nested too deeply
            Throwable told = showValues ? e : withoutValues.apply(e);
            throw JsonCheck.isNoJson(row.payload())
                    ? AttemptProblems.payloadNoJson(row.type(), told)
                    : AttemptProblems.payloadNotReadable(row.type(), target, told);
        }
    }
}
