package io.claimdispatch.pipeline;

import io.claimdispatch.ActionQuery;
import io.claimdispatch.ActionState;
import io.claimdispatch.ActionType;
import io.claimdispatch.DeadLetters;
import io.claimdispatch.Draft;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.Rule;
import io.claimdispatch.RunReport;
import jakarta.enterprise.util.TypeLiteral;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Type;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A value that no caller should pass.
 *
 * @param name for the test's message
 * @param value itself
 */
record Absurd(String name, Object value) {

    /** What a caller's function throws; it must come out as it is. */
    static final RuntimeException OF_THE_USER = new IllegalStateException("of the user's function");

    private static final BooleanSupplier THROWING = () -> {
        throw OF_THE_USER;
    };

    @SuppressWarnings("rawtypes")
    private static final TypeLiteral<?> RAW = new TypeLiteral() {
        @Override
        public String toString() {
            return "raw";
        }
    };

    private static final Map<Class<?>, List<?>> VALUES = new HashMap<>();
    private static final Map<Class<?>, Object> SENSIBLE = new HashMap<>();

    private static <T> void values(Class<T> type, T sensible, List<?> absurd) {
        VALUES.put(type, absurd);
        SENSIBLE.put(type, sensible);
    }

    static {
        values(String.class, "work", List.of("", " ", "a\u0000b", "\ud800", "*.*", "x".repeat(100_000)));
        values(long.class, 1L, List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE));
        values(int.class, 1, List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE));
        values(boolean.class, true, List.of(false));
        values(Long.class, 1L, List.of(Long.MIN_VALUE, Long.MAX_VALUE));
        values(Integer.class, 1, List.of(Integer.MIN_VALUE, Integer.MAX_VALUE));
        values(Instant.class, Instant.EPOCH, List.of(Instant.MIN, Instant.MAX));
        values(
                Timestamp.class,
                new Timestamp(0),
                List.of(new Timestamp(Long.MIN_VALUE), new Timestamp(Long.MAX_VALUE)));
        values(
                Duration.class,
                Duration.ZERO,
                List.of(
                        Duration.ofSeconds(-1),
                        Duration.ofSeconds(Long.MIN_VALUE),
                        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)));
        values(
                Object.class,
                "payload",
                List.of(
                        new Object(),
                        THROWING,
                        new ByteArrayInputStream(new byte[1]),
                        Instant.EPOCH,
                        Duration.ZERO,
                        (Consumer<Draft>) draft -> {}));
        values(List.class, List.of(), List.of(Collections.singletonList(null), Collections.nCopies(3, null)));
        values(
                Map.class,
                Map.of(),
                List.of(Collections.singletonMap(null, "x"), Collections.singletonMap("x", null), Map.of("", "")));
        values(String[].class, new String[0], List.of(new String[] {null}, new String[] {" "}));
        values(Rule[].class, new Rule[0], List.of(new Rule[] {null}, new Rule[] {Rule.named("r", THROWING)}));
        values(Class.class, String.class, List.of(void.class, Class.class));
        values(Type.class, String.class, List.of(new Type() {}));
        values(ActionType.class, ActionType.of("work", String.class), List.of());
        values(TypeLiteral.class, new TypeLiteral<List<String>>() {}, List.of(RAW));
        values(Throwable.class, OF_THE_USER, List.of());
        values(ActionState[].class, new ActionState[0], List.of(new ActionState[] {null}, ActionState.values()));
        values(long[].class, new long[0], List.of(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, new long[100_000]));
        values(
                ActionQuery.class,
                ActionQuery.all(),
                List.of(
                        ActionQuery.all().atMost(0),
                        ActionQuery.all().atMost(Integer.MAX_VALUE),
                        ActionQuery.all().ofTypes("a b*"),
                        ActionQuery.all().withIds(Long.MIN_VALUE, Long.MAX_VALUE),
                        ActionQuery.all().ofTypes("work").withIdempotencyKey("a\u0000b"),
                        ActionQuery.all().failedWith("a\u0000b"),
                        ActionQuery.all().createdFrom(Instant.MAX).eligibleBefore(Instant.MIN)));
        values(
                DeadLetters.class,
                DeadLetters.all(),
                List.of(new DeadLetters(List.of("a b*"), Instant.MIN, Instant.MAX, -1)));
        values(Outcome.class, Outcome.success(), List.of(Outcome.snoozeUntil(Instant.MAX)));
        values(RunReport.class, RunReport.NOTHING, List.of(new RunReport(Integer.MAX_VALUE, 1, -1)));
        values(Job.Work.class, () -> {}, List.of());
        values(Callable.class, () -> null, List.of());
        values(BooleanSupplier.class, () -> true, List.of(THROWING));
        values(Supplier.class, () -> Instant.EPOCH, List.of((Supplier<Instant>) () -> null, (Supplier<Instant>) () -> {
            throw OF_THE_USER;
        }));
        values(BiPredicate.class, (a, b) -> true, List.of((BiPredicate<Object, Object>) (a, b) -> {
            throw OF_THE_USER;
        }));
        Consumer<Draft> fill = draft -> draft.type("work").eligibleNow();
        values(Consumer.class, fill, List.of((Consumer<Draft>) draft -> {}, (Consumer<Draft>) draft -> {
            throw OF_THE_USER;
        }));
        BiConsumer<Object, Draft> each = (item, draft) -> draft.type("work").eligibleNow();
        values(BiConsumer.class, each, List.of((BiConsumer<Object, Draft>) (item, draft) -> {
            throw OF_THE_USER;
        }));
    }

    static List<Absurd> of(Class<?> type) {
        List<Absurd> all = new ArrayList<>();
        if (!type.isPrimitive()) {
            all.add(new Absurd("null", null));
        }
        List<?> values = type.isEnum() ? Arrays.asList(type.getEnumConstants()) : VALUES.get(type);
        if (values == null) {
            throw new IllegalStateException("no absurd values of " + type + ": add some here");
        }
        values.forEach(value -> all.add(new Absurd(shown(value), value)));
        return all;
    }

    static Object sensible(Class<?> type) {
        return type.isEnum() ? type.getEnumConstants()[0] : SENSIBLE.get(type);
    }

    private static String shown(Object value) {
        String text = value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) + '…' : text;
    }
}
