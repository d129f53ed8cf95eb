package io.claimdispatch.internal.console.api.call;

import io.claimdispatch.ActionQuery;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a filter: terms with a blank between, all of which a row must meet, like {@code state:dead,cancelled
 * type:order.* created:2026-11-29..}. An unknown term is an error: ignoring it would match rows that the user did not
 * ask for.
 */
public final class RowFilterText {

    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_TERMS = 20;

    /** A name, a colon, and a value in quotes or without blanks. */
    private static final Pattern TERM = Pattern.compile("\\s*(-?\\w+):(?:\"([^\"]*)\"|([^\\s\"]+))(?=\\s|$)");

    private static final String KNOWN = "state, type, key, id, failure, attempts, created and due";

    private final String text;
    private final Set<String> seen = new HashSet<>();
    private ActionQuery query = ActionQuery.all();

    private RowFilterText(String text) {
        this.text = text;
    }

    /**
     * Reads a filter.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0270 for an unknown term, CLAIM0271 for a value
     */
    public static ActionQuery parse(String text) {
        return new RowFilterText(text).parse();
    }

    private ActionQuery parse() {
        if (text.length() > MAX_LENGTH) {
            throw invalid("q", text, "at most " + MAX_LENGTH + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            // PostgreSQL keeps no such text, and fails where it is asked for one
            throw invalid("q", text, "no NUL");
        }
        Matcher terms = TERM.matcher(text);
        int at = 0;
        while (at < text.stripTrailing().length()) {
            if (!terms.find(at) || terms.start() != at) {
                throw invalid("q", text.substring(at), "terms like state:dead type:order.*");
            }
            String quoted = terms.group(2);
            term(terms.group(1), quoted == null ? terms.group(3) : quoted);
            at = terms.end();
        }
        return query;
    }

    private void term(String name, String value) {
        if (!seen.add(name)) {
            throw invalid(name, value, "each term once; a comma between values means either");
        }
        if (seen.size() > MAX_TERMS) {
            throw invalid("q", text, "at most " + MAX_TERMS + " terms");
        }
        query = switch (name) {
            case "state" -> query.inStates(states(value));
            case "type" -> query.ofTypes(values(name, value));
            case "key" -> query.withIdempotencyKey(value);
            case "id" -> query.withIds(ids(value));
            case "failure" -> query.failedWith(value);
            case "attempts" -> query.failedAtLeast(attempts(value));
            case "created" -> range(value, name, ActionQuery::createdFrom, ActionQuery::createdBefore);
            case "due" -> range(value, name, ActionQuery::eligibleFrom, ActionQuery::eligibleBefore);
            default -> throw ConsoleProblems.parameterUnknown(name, KNOWN);
        };
    }

    /** All parts: an empty one is a slip, and a list of none would mean all rows. */
    private static String[] values(String name, String value) {
        String[] values = value.split(",", -1);
        if (Arrays.stream(values).anyMatch(String::isBlank)) {
            throw invalid(name, value, "values with a comma between");
        }
        return values;
    }

    private static ActionState[] states(String value) {
        List<ActionState> states = new ArrayList<>();
        for (String name : values("state", value)) {
            states.add(Arrays.stream(ActionState.values())
                    .filter(state -> state.name().equals(name.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> invalid("state", name, "a state like dead")));
        }
        return states.toArray(ActionState[]::new);
    }

    private static long[] ids(String value) {
        try {
            return Arrays.stream(values("id", value)).mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw invalid("id", value, "ids, with commas between");
        }
    }

    private static int attempts(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw invalid("attempts", value, "the least number of failed attempts");
        }
    }

    /** From, and up to but without, like {@code 2026-11-29..2026-11-30T12:00:00Z}; one of them may be left out. */
    private ActionQuery range(
            String value,
            String name,
            BiFunction<ActionQuery, Instant, ActionQuery> from,
            BiFunction<ActionQuery, Instant, ActionQuery> before) {
        int dots = value.indexOf("..");
        if (dots < 0 || value.equals("..")) {
            throw invalid(name, value, "a range like 2026-11-29..2026-11-30");
        }
        Instant begin = time(name, value.substring(0, dots));
        Instant end = time(name, value.substring(dots + 2));
        ActionQuery ranged = begin == null ? query : from.apply(query, begin);
        return end == null ? ranged : before.apply(ranged, end);
    }

    private static @Nullable Instant time(String name, String value) {
        try {
            if (value.isEmpty()) {
                return null;
            }
            return value.contains("T")
                    ? Instant.parse(value)
                    : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw invalid(name, value, "a date, or a time like 2026-11-29T12:00:00Z");
        }
    }

    private static RuntimeException invalid(String name, String value, String expected) {
        return ConsoleProblems.parameterInvalid(name, value, expected);
    }
}
