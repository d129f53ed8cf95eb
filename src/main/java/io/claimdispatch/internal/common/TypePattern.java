package io.claimdispatch.internal.common;

import io.claimdispatch.Publisher;
import java.util.Optional;

/**
 * The pattern in {@code @Processor} and settings: one type, or a family of types with an asterisk at its end.
 *
 * @param value the pattern as written
 */
public record TypePattern(String value) {

    private static final String ALL = "*";

    /** Why the pattern is invalid: no row could have such a type, or a part has no meaning; empty if it is valid. */
    public Optional<String> fault() {
        if (value.isBlank()) {
            return Optional.of("has a blank type");
        }
        if (!value.equals(value.strip())) {
            return Optional.of("has a type that begins or ends with white space");
        }
        if (value.length() > Publisher.MAX_TYPE_LENGTH) {
            return Optional.of("has a type longer than " + Publisher.MAX_TYPE_LENGTH + " characters");
        }
        if (!value.codePoints().allMatch(TypePattern::storable)) {
            return Optional.of("has a type with a control character or half of a surrogate pair");
        }
        int asterisk = value.indexOf('*');
        boolean last = asterisk == value.length() - 1;
        if (asterisk >= 0 && !value.equals(ALL) && !(last && value.endsWith(".*") && value.length() > 2)) {
            return Optional.of("has an asterisk that neither stands alone nor follows a name and a dot at the end");
        }
        return Optional.empty();
    }

    /** Whether it names a family. */
    public boolean family() {
        return value.endsWith(ALL);
    }

    /** Whether it covers a type. */
    public boolean covers(String type) {
        return family() ? type.startsWith(value.substring(0, value.length() - 1)) : type.equals(value);
    }

    private static boolean storable(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
    }
}
