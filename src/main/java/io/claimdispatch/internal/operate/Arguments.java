package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Publisher;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.common.problem.OperatorProblems;
import io.claimdispatch.internal.store.row.StorableText;
import io.claimdispatch.internal.store.row.StorableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Refuses invalid arguments of operators before anything is done, null included. */
public final class Arguments {

    private Arguments() {}

    static int rows(int limit) {
        return atLeastOne(limit, ActionLogs.MAX_ROWS);
    }

    static int atLeastOne(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw OperatorProblems.limitInvalid(limit, 1, most);
        }
        return limit;
    }

    /** The state for a stored text. */
    public static ActionState state(String text) {
        for (ActionState state : ActionState.values()) {
            if (state.name().equals(text)) {
                return state;
            }
        }
        return ActionState.UNKNOWN;
    }

    /** Whether a row can have such a type or key; other texts fail in some databases, and meet wrong rows in others. */
    static boolean canBeStored(String name) {
        return !name.isEmpty()
                && name.length() <= Publisher.MAX_KEY_LENGTH
                && name.equals(name.strip())
                && name.codePoints().noneMatch(Arguments::isUnstorable);
    }

    private static boolean isUnstorable(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }

    static TypePattern pattern(@Nullable String typeOrFamily) {
        if (typeOrFamily == null) {
            throw OperatorProblems.patternInvalid("null", "is missing");
        }
        TypePattern pattern = new TypePattern(typeOrFamily);
        Optional<String> fault = pattern.fault();
        if (fault.isPresent()) {
            throw OperatorProblems.patternInvalid(typeOrFamily, fault.get());
        }
        return pattern;
    }

    /** Checks a name, which is logged and so must be a single line. */
    static String who(@Nullable String who) {
        String name = said(who, OperatorProblems::operatorMissing);
        if (name.length() > ActionLogs.MAX_WHO_LENGTH) {
            throw OperatorProblems.operatorInvalid(name, "is longer than " + ActionLogs.MAX_WHO_LENGTH + " characters");
        }
        if (name.codePoints().anyMatch(Arguments::isUnstorable)) {
            throw OperatorProblems.operatorInvalid(name, "has a control character or half of a surrogate pair");
        }
        return name;
    }

    public static String reason(@Nullable String reason) {
        // cleaned first: of some texts nothing is left
        String clean = reason == null ? null : StorableText.clean(reason, ActionLogs.MAX_REASON_LENGTH);
        return said(clean, OperatorProblems::reasonMissing);
    }

    private static String said(@Nullable String text, Supplier<ClaimDispatchException> missing) {
        if (text == null || text.isBlank()) {
            throw missing.get();
        }
        return text;
    }

    public static Instant time(@Nullable Instant time) {
        if (time == null || !StorableTime.holds(time)) {
            throw OperatorProblems.rescheduleInvalid(
                    "is " + time + ", which is not from " + StorableTime.EARLIEST + " to " + StorableTime.LATEST);
        }
        return time;
    }

    public static Duration delay(@Nullable Duration delay) {
        if (delay == null || !StorableTime.holds(delay)) {
            throw OperatorProblems.rescheduleInvalid(
                    "is the delay " + delay + ", which is not from PT0S to " + StorableTime.LONGEST);
        }
        return delay;
    }
}
