package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.store.StorableText;
import io.claimdispatch.internal.store.StorableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses invalid arguments of operators before anything is done, null included. */
final class Arguments {

    private Arguments() {}

    static int rows(int limit) {
        return atLeastOne(limit, ActionLogs.MAX_ROWS);
    }

    static int atLeastOne(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw Problems.limitInvalid(limit, 1, most);
        }
        return limit;
    }

    static TypePattern pattern(@Nullable String typeOrFamily) {
        if (typeOrFamily == null) {
            throw Problems.patternInvalid("null", "is missing");
        }
        TypePattern pattern = new TypePattern(typeOrFamily);
        Optional<String> fault = pattern.fault();
        if (fault.isPresent()) {
            throw Problems.patternInvalid(typeOrFamily, fault.get());
        }
        return pattern;
    }

    /** Checks a name, which is logged and so must be a single line. */
    static String who(@Nullable String who) {
        String name = said("name of who does it", who);
        if (name.length() > ActionLogs.MAX_WHO_LENGTH) {
            throw Problems.operatorTextInvalid(
                    "name of who does it", name, "is longer than " + ActionLogs.MAX_WHO_LENGTH + " characters");
        }
        if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw Problems.operatorTextInvalid(
                    "name of who does it", name, "has a control character or half of a surrogate pair");
        }
        return name;
    }

    static String reason(@Nullable String reason) {
        return StorableText.clean(said("reason", reason), ActionLogs.MAX_REASON_LENGTH);
    }

    private static String said(String what, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Problems.operatorTextInvalid(what, text, "is missing");
        }
        return text;
    }

    static Instant time(@Nullable Instant time) {
        if (time == null || !StorableTime.holds(time)) {
            throw Problems.rescheduleInvalid(
                    "is " + time + ", which is not from " + StorableTime.EARLIEST + " to " + StorableTime.LATEST);
        }
        return time;
    }

    static Duration delay(@Nullable Duration delay) {
        if (delay == null || !StorableTime.holds(delay)) {
            throw Problems.rescheduleInvalid(
                    "is the delay " + delay + ", which is not from PT0S to " + StorableTime.LONGEST);
        }
        return delay;
    }
}
