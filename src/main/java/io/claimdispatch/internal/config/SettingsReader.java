package io.claimdispatch.internal.config;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.SettingProblems;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads typed values. An invalid value is refused with an error that says what was expected, reported by {@link
 * #finish} together with all others. Until then its default is used.
 */
final class SettingsReader {

    private static final Log LOG = Log.of(SettingsReader.class);

    private final SettingsSource source;

    /** The names read so far, and whether each has a value; so no second list of names can get out of date. */
    private final Map<String, Boolean> asked = new LinkedHashMap<>();

    private final List<ClaimDispatchException> refused = new ArrayList<>();

    SettingsReader(SettingsSource source) {
        this.source = source;
    }

    private Optional<String> ask(String key) {
        Optional<String> text = source.get(key);
        asked.put(key, text.isPresent());
        return text;
    }

    /** Records that a value is invalid. */
    void refuse(ClaimDispatchException error) {
        refused.add(error);
    }

    /**
     * Call this when all settings are read. Logs names that have no effect.
     *
     * @throws ClaimDispatchException if values were refused: the error of a single one, or CLAIM0040 for several
     */
    void finish() {
        new SettingNames(asked).unknown(source.names()).forEach(warning -> LOG.log(Level.WARNING, warning));
        if (!refused.isEmpty()) {
            throw refused.size() == 1 ? refused.get(0) : SettingProblems.settingsInvalid(refused);
        }
    }

    /** Whether no value was refused so far. */
    boolean isSound() {
        return refused.isEmpty();
    }

    String text(String key, String fallback) {
        return ask(key).orElse(fallback);
    }

    /** Reads text that is checked and kept unchanged. */
    String text(String key, String fallback, Consumer<String> check) {
        String text = text(key, fallback);
        attempt(() -> check.accept(text));
        return text;
    }

    /** Runs code that refuses an invalid value by throwing its own error. */
    void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (ClaimDispatchException e) {
            refuse(e);
        }
    }

    List<String> list(String key) {
        return list(key, "");
    }

    List<String> list(String key, String fallback) {
        return Arrays.stream(text(key, fallback).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
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

    /** Reads the general value of a policy. */
    <V> V value(String key, V fallback, PolicyValue<V> allowed) {
        return read(key, fallback, allowed.expected(), allowed.parse());
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
        return ask(key).map(text -> {
                    try {
                        return parse.apply(text);
                    } catch (IllegalArgumentException | DateTimeParseException e) {
                        refuse(SettingProblems.settingInvalid(key, text, expected));
                        return fallback;
                    }
                })
                .orElse(fallback);
    }
}
