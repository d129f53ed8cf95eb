package io.claimdispatch.internal.config;

import io.claimdispatch.internal.Problems;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Reads typed values; what cannot be read is an error that says what was expected. */
final class SettingsReader {

    private final SettingsSource source;

    SettingsReader(SettingsSource source) {
        this.source = source;
    }

    String text(String key, String fallback) {
        return source.get(key).orElse(fallback);
    }

    List<String> list(String key) {
        return source.get(key)
                .map(text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    boolean flag(String key, boolean fallback) {
        return read(key, fallback, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    int number(String key, int fallback, int least, int most) {
        return (int) number(key, (long) fallback, least, most);
    }

    long number(String key, long fallback, long least, long most) {
        return read(key, fallback, "a whole number from " + least + " to " + most, text -> {
            long value = Long.parseLong(text);
            if (value < least || value > most) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    double fraction(String key, double fallback, double least, double most) {
        return read(key, fallback, "a number from " + least + " to " + most, text -> {
            double value = Double.parseDouble(text);
            if (!(value >= least && value <= most)) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    Duration duration(String key, Duration fallback, Duration least, Duration most) {
        String expected = "an ISO 8601 duration like PT5S, from " + least + " to " + most;
        return read(key, fallback, expected, text -> {
            Duration value = Duration.parse(text);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    <E extends Enum<E>> E choice(String key, E fallback) {
        Class<E> type = fallback.getDeclaringClass();
        String expected = "one of "
                + String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .toList());
        return read(key, fallback, expected, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    private <T> T read(String key, T fallback, String expected, Function<String, T> parse) {
        return source.get(key)
                .map(text -> {
                    try {
                        return parse.apply(text);
                    } catch (IllegalArgumentException | DateTimeParseException e) {
                        throw Problems.settingInvalid(key, text, expected);
                    }
                })
                .orElse(fallback);
    }
}
