package io.claimdispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is stored with an action and evaluated when the action is due, just before its job is created. If a
 * rule does not hold, the action ends as {@link ActionState#SKIPPED}, with the reason.
 *
 * <p>Rules are data: a name with an argument, or a comparison of one member of the payload. A name refers to a {@link
 * io.claimdispatch.spi.RulePredicate} bean; if no bean has that name, the attempt fails, and the rule never passes.
 *
 * <p>Each method throws a {@link ClaimDispatchException} for null where a value is needed (CLAIM0001) and for a blank
 * name or path (CLAIM0006).
 *
 * <pre>{@code
 * publisher.publish(draft -> draft.type("order.remind")
 *         .eligibleIn(Duration.ofDays(3))
 *         .payload(order)
 *         .rules(Rule.field("total").atLeast(100), Rule.named("still-open", order.id())));
 * }</pre>
 */
public sealed interface Rule {

    /** The predicate bean with {@code @Named(name)}. */
    static Rule named(String name) {
        return new Named(name, null);
    }

    /**
     * The predicate bean with {@code @Named(name)}, called with an argument.
     *
     * @param argument any value that the payload codec can write
     */
    static Rule named(String name, @Nullable Object argument) {
        return new Named(name, argument);
    }

    /**
     * Begins a comparison: {@code Rule.field("order.total").atLeast(100)}.
     *
     * @param path names of members of the payload, joined by dots
     */
    static Field field(String path) {
        return new Field(path);
    }

    /**
     * How a member of the payload is compared. A missing member satisfies only {@link #ABSENT} and {@link #NOT_EQUAL}.
     */
    enum Comparison {
        /** The same JSON value; numbers are compared by value, so 1 equals 1.0. */
        EQUAL,
        /** Not the same, or missing. */
        NOT_EQUAL,
        /** Greater; for two numbers, or two strings compared character by character. */
        GREATER,
        /** Greater or equal. */
        AT_LEAST,
        /** Less. */
        LESS,
        /** Less or equal. */
        AT_MOST,
        /** Equal to one element of the given array. */
        ONE_OF,
        /** Present, and not null. */
        PRESENT,
        /** Missing, or null. */
        ABSENT
    }

    /**
     * See {@link Rule#named(String, Object)}.
     *
     * @param name the name of the bean
     * @param argument the argument for the bean
     */
    record Named(String name, @Nullable Object argument) implements Rule {
        /** Checks the name. */
        public Named {
            Given.text("name", name);
        }
    }

    /**
     * A comparison of one member of the payload.
     *
     * @param path names joined by dots
     * @param comparison the kind of comparison
     * @param value the value to compare with; null for PRESENT and ABSENT
     */
    record Compared(
            String path, Comparison comparison, @Nullable Object value) implements Rule {
        /** Checks the path. */
        public Compared {
            Given.text("path", path);
            Given.value("comparison", comparison);
        }
    }

    /**
     * The first half of a comparison.
     *
     * @param path names joined by dots
     */
    record Field(String path) {

        /** Checks the path. */
        public Field {
            Given.text("path", path);
        }

        /** Holds if the member equals the value. */
        public Rule equalTo(@Nullable Object value) {
            return new Compared(path, Comparison.EQUAL, value);
        }

        /** Holds if the member is missing or has another value. */
        public Rule notEqualTo(@Nullable Object value) {
            return new Compared(path, Comparison.NOT_EQUAL, value);
        }

        /** Holds if the member is greater. */
        public Rule greaterThan(Object value) {
            return new Compared(path, Comparison.GREATER, Given.value("value", value));
        }

        /** Holds if the member is greater or equal. */
        public Rule atLeast(Object value) {
            return new Compared(path, Comparison.AT_LEAST, Given.value("value", value));
        }

        /** Holds if the member is less. */
        public Rule lessThan(Object value) {
            return new Compared(path, Comparison.LESS, Given.value("value", value));
        }

        /** Holds if the member is less or equal. */
        public Rule atMost(Object value) {
            return new Compared(path, Comparison.AT_MOST, Given.value("value", value));
        }

        /** Holds if the member equals one of the values. */
        public Rule oneOf(List<?> values) {
            return new Compared(path, Comparison.ONE_OF, Given.value("values", values));
        }

        /** Holds if the member is present and not null. */
        public Rule present() {
            return new Compared(path, Comparison.PRESENT, null);
        }

        /** Holds if the member is missing or null. */
        public Rule absent() {
            return new Compared(path, Comparison.ABSENT, null);
        }
    }
}
