package io.claimdispatch.internal.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values that a policy of a type may have, so that a setting and an annotation accept the same.
 *
 * @param <V> the type of the values
 * @param expected describes them, for messages
 * @param parse parses a text; throws {@link IllegalArgumentException} or {@link DateTimeParseException} for any other
 */
public record PolicyValue<V>(String expected, Function<String, V> parse) {

    /** The duration that stands for "without an end". */
    public static final Duration NEVER = ChronoUnit.FOREVER.getDuration();

    private static final String NEVER_TEXT = "never";

    /** Parses a text; empty if it is not allowed. */
    public Optional<V> read(String text) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A whole number within bounds. */
    static PolicyValue<Integer> number(int least, int most) {
        return new PolicyValue<>("a whole number from " + least + " to " + most, text -> {
            int value = Integer.parseInt(text);
            if (value < least || value > most) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    /** A duration within bounds. */
    static PolicyValue<Duration> duration(Duration least, Duration most) {
        return new PolicyValue<>("an ISO 8601 duration from " + least + " to " + most, text -> {
            Duration value = Duration.parse(text);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    /** A duration within bounds, or {@link #NEVER}. */
    static PolicyValue<Duration> durationOrNever(Duration least, Duration most) {
        PolicyValue<Duration> bounded = duration(least, most);
        return new PolicyValue<>(
                bounded.expected() + ", or " + NEVER_TEXT,
                text -> text.equals(NEVER_TEXT) ? NEVER : bounded.parse().apply(text));
    }

    /** A constant of an enum, in any case. */
    static <E extends Enum<E>> PolicyValue<E> choice(Class<E> type) {
        return new PolicyValue<>(
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", "one of ", "")),
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }
}
