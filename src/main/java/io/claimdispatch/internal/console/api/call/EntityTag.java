package io.claimdispatch.internal.console.api.call;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tags of answers, so that a polling page receives only answers that changed. The time of the answer does not count,
 * and ages count as people read them, in their two greatest units: two answers with one tag look the same.
 *
 * <p>The tag of a row begins with the row's version, up to a dot. {@code If-Match} compares only that: an event, or a
 * pause, does not make an order on the row stale.
 */
public final class EntityTag {

    /** Durations up to or since the answer. */
    private static final Set<String> AGES = Set.of("age", "eligibleIn", "in", "lasted", "late");

    private static final String TIME = "at";

    private static final Pattern LIST = Pattern.compile("(W/)?\"[^\"]*\"\\s*,.*", Pattern.DOTALL);

    private EntityTag() {}

    public static String of(JsonObject body) {
        return '"' + digest(body) + '"';
    }

    public static String of(String version, JsonObject body) {
        return '"' + version + '.' + digest(body) + '"';
    }

    /**
     * The row version in an {@code If-Match} header (weak tags accepted, since proxies weaken them); null for {@code *} or
     * without the header, and empty for a tag that is not a row's.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 for more tags than one
     */
    public static @Nullable String version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        String tag = ifMatch.strip();
        if (LIST.matcher(tag).matches()) {
            throw ConsoleProblems.parameterInvalid("If-Match", ifMatch, "one tag");
        }
        int begin = tag.indexOf('"');
        int end = tag.indexOf('.');
        return begin < 0 || end < begin ? "" : tag.substring(begin + 1, end);
    }

    private static String digest(JsonObject body) {
        StringBuilder text = new StringBuilder();
        body.forEach((name, value) -> {
            if (!name.equals(TIME)) {
                add(text, name, value);
            }
        });
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 18));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(StringBuilder text, String name, JsonValue value) {
        text.append(name).append(':');
        if (value instanceof JsonObject object) {
            text.append('{');
            object.forEach((inner, each) -> add(text, inner, each));
            text.append('}');
        } else if (value instanceof JsonArray array) {
            text.append('[');
            array.forEach(each -> add(text, "", each));
            text.append(']');
        } else if (value instanceof JsonNumber millis && AGES.contains(name)) {
            text.append(coarse(millis.longValue())).append(',');
        } else {
            text.append(value).append(',');
        }
    }

    private static String coarse(long millis) {
        long seconds = Math.abs(millis) / 1_000;
        String sign = millis < 0 ? "-" : "";
        if (seconds < 3_600) {
            return sign + seconds;
        }
        return sign + (seconds < 86_400 ? seconds / 60 + "m" : seconds / 3_600 + "h");
    }
}
