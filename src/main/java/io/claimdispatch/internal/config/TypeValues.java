package io.claimdispatch.internal.config;

import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.common.problem.SettingProblems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value per type, from the settings: that of the type's own entry, else that of the longest matching family, else the
 * general one.
 *
 * @param <V> the type of the values
 * @param general the value of types without an entry
 * @param entries the entries by type or family, the most specific first
 */
public record TypeValues<V>(V general, List<Entry<V>> entries) {

    /**
     * One entry of a setting.
     *
     * @param pattern a type, or a family like {@code order.*}
     * @param value its value
     */
    public record Entry<V>(TypePattern pattern, V value) {}

    /** Returns the value of a type. */
    public V of(String type) {
        return of(type, null);
    }

    /**
     * Returns the value of a type that has a processor.
     *
     * @param declared the value that the processor declares, which wins over the general one and over no entry; null if
     *     it declares none
     */
    public V of(String type, @Nullable V declared) {
        return named(type).or(() -> Optional.ofNullable(declared)).orElse(general);
    }

    /** Returns the value of the type's own entry or of its longest family; empty if no entry covers it. */
    public Optional<V> named(String type) {
        return entries.stream()
                .filter(entry -> entry.pattern().covers(type))
                .map(Entry::value)
                .findFirst();
    }

    /** All values that a type can have. */
    public Stream<V> all() {
        return Stream.concat(Stream.of(general), entries.stream().map(Entry::value));
    }

    /**
     * Reads the entries of {@code typesKey}, like {@code report.*=PT1H, mail=never}.
     *
     * @param example one entry, for messages
     */
    static <V> TypeValues<V> read(
            SettingsReader reader, V general, String typesKey, PolicyValue<V> allowed, String example) {
        List<Entry<V>> entries = new ArrayList<>();
        for (String text : reader.list(typesKey)) {
            int equals = text.lastIndexOf('=');
            TypePattern pattern =
                    new TypePattern(equals < 0 ? "" : text.substring(0, equals).strip());
            if (pattern.fault().isPresent()) {
                reader.refuse(SettingProblems.settingInvalid(
                        typesKey,
                        text,
                        "entries like " + example + " by commas, each a type or family and " + allowed.expected()));
                continue;
            }
            String value = text.substring(equals + 1).strip();
            allowed.read(value)
                    .ifPresentOrElse(
                            parsed -> entries.add(new Entry<>(pattern, parsed)),
                            () -> reader.refuse(SettingProblems.settingInvalid(typesKey, value, allowed.expected())));
        }
        entries.sort(Comparator.comparing((Entry<V> entry) -> entry.pattern().family())
                .thenComparing(entry -> -entry.pattern().value().length()));
        return new TypeValues<>(general, List.copyOf(entries));
    }
}
