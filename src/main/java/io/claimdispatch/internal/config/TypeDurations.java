package io.claimdispatch.internal.config;

import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.common.problem.SettingProblems;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A duration per type: that of its own entry, else that of the longest matching family, else the general one. {@code
 * never} means none.
 *
 * @param general the duration of types without an entry; null for none
 * @param entries the entries by type or family, the most specific first
 */
public record TypeDurations(@Nullable Duration general, List<Entry> entries) {

    private static final String NEVER = "never";

    /**
     * One entry of a setting.
     *
     * @param pattern a type, or a family like {@code order.*}
     * @param duration its duration; null for none
     */
    public record Entry(TypePattern pattern, @Nullable Duration duration) {}

    /** Returns the duration for a type; empty for none. */
    public Optional<Duration> of(String type) {
        for (Entry entry : entries) {
            if (entry.pattern().covers(type)) {
                return Optional.ofNullable(entry.duration());
            }
        }
        return Optional.ofNullable(general);
    }

    /** The shortest duration that any type can have; empty if none has one. */
    public Optional<Duration> shortest() {
        return Stream.concat(
                        Stream.of(Optional.ofNullable(general)),
                        entries.stream().map(each -> Optional.ofNullable(each.duration())))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    /** Reads {@code key} as the general duration, and {@code typesKey} as {@code report.*=PT1H, mail=never}. */
    static TypeDurations read(SettingsReader reader, String key, String typesKey, String fallback, Range range) {
        Duration general = parse(reader, key, reader.text(key, fallback), range);
        List<Entry> entries = new ArrayList<>();
        for (String text : reader.list(typesKey)) {
            int equals = text.lastIndexOf('=');
            TypePattern pattern =
                    new TypePattern(equals < 0 ? "" : text.substring(0, equals).strip());
            if (pattern.fault().isPresent()) {
                reader.refuse(SettingProblems.settingInvalid(
                        typesKey, text, "entries like report.*=PT1H by commas, each a type or family and " + range));
                continue;
            }
            entries.add(new Entry(
                    pattern, parse(reader, typesKey, text.substring(equals + 1).strip(), range)));
        }
        entries.sort(Comparator.comparing((Entry entry) -> entry.pattern().family())
                .thenComparing(entry -> -entry.pattern().value().length()));
        return new TypeDurations(general, List.copyOf(entries));
    }

    /** Reads {@code key} as a duration that no type changes; null for {@code never}. */
    static @Nullable Duration read(SettingsReader reader, String key, String fallback, Range range) {
        return parse(reader, key, reader.text(key, fallback), range);
    }

    private static @Nullable Duration parse(SettingsReader reader, String key, String text, Range range) {
        if (text.equals(NEVER)) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(range.least()) >= 0 && duration.compareTo(range.most()) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // refused below
        }
        reader.refuse(SettingProblems.settingInvalid(key, text, range.toString()));
        return null;
    }

    /**
     * The allowed range.
     *
     * @param least the shortest duration
     * @param most the longest duration
     */
    record Range(Duration least, Duration most) {
        @Override
        public String toString() {
            return "an ISO 8601 duration from " + least + " to " + most + ", or " + NEVER;
        }
    }
}
