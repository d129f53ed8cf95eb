package io.claimdispatch.internal.config;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.problem.SettingProblems;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds names that look like settings but that nothing reads. Sees only names, never values. */
final class SettingNames {

    private static final String PREFIX = "claim-dispatch.";

    /** Our prefix, in any case and with any separator. */
    private static final Pattern LIKE_OURS = Pattern.compile("(?is)claim[-_.]?dispatch[-_.].+");

    /** The environment variables that Kubernetes sets in each pod for a service named claim-dispatch. */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile("CLAIM_DISPATCH_(SERVICE_(HOST|PORT.*)|PORT(_\\d+_(TCP|UDP|SCTP).*)?)");

    /** Maps the name of each setting to whether it has a value. */
    private final Map<String, Boolean> settings;

    private final Map<String, Boolean> byEnvironment = new LinkedHashMap<>();

    SettingNames(Map<String, Boolean> settings) {
        this.settings = settings;
        settings.forEach((key, given) -> byEnvironment.put(inEnvironment(key), given));
    }

    /** The environment variable of a setting, by MicroProfile Config's rule. */
    static String inEnvironment(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Returns a warning for each name that looks like a setting but is not one. */
    Stream<ClaimDispatchException> unknown(Collection<String> names) {
        return new TreeSet<>(names)
                .stream()
                        .filter(name -> LIKE_OURS.matcher(name).matches())
                        .filter(name -> !isHeard(name, names))
                        .map(name -> SettingProblems.settingUnknown(
                                name, nearest(name).orElse(null)));
    }

    private boolean isHeard(String name, Collection<String> all) {
        if (name.startsWith(PREFIX)) {
            return settings.containsKey(name);
        }
        String variable = inEnvironment(name);
        if (name.equals(variable)) {
            return byEnvironment.containsKey(name)
                    || OF_KUBERNETES.matcher(name).matches();
        }
        // Implementations also list a variable under other names, for example in lower case with dots, and some accept
        // other spellings than the rule's. In both cases the setting has a value.
        return all.contains(variable) || byEnvironment.getOrDefault(variable, false);
    }

    /**
     * The nearest setting, as a variable if the name is one. Empty if none has at least half of its letters in common.
     */
    private Optional<String> nearest(String name) {
        boolean variable = name.equals(inEnvironment(name));
        UnaryOperator<String> form = variable ? SettingNames::inEnvironment : key -> key;
        String letters = letters(name);
        Comparator<String> byDistance = Comparator.comparingInt(key -> EditDistance.between(letters, letters(key)));
        return settings.keySet().stream()
                .min(byDistance)
                .filter(key -> 2 * EditDistance.between(letters, letters(key)) <= letters.length())
                .map(form);
    }

    /** The part that distinguishes a setting from others, normalised for case and separators. */
    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-").replaceFirst("^claim-?dispatch-", "");
    }
}
