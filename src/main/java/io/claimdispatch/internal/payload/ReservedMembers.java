package io.claimdispatch.internal.payload;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Set;

/** The two members that claim-dispatch reserves in a payload, in its outermost object only. */
final class ReservedMembers {

    static final String META = "__meta";
    static final String RULES = "__rules";
    static final Set<String> ALL = Set.of(META, RULES);

    private ReservedMembers() {}

    /**
     * Whether the text might contain a reserved member in any spelling, since a name may be written with escapes.
     * Cheap, with false positives; a parser then decides.
     */
    static boolean possibleIn(String json) {
        return mentionedIn(json) || json.contains("\\u");
    }

    /** Whether the text contains one of the names as we write them. */
    static boolean mentionedIn(String json) {
        return mentions(json, META) || mentions(json, RULES);
    }

    static boolean mentions(String json, String member) {
        return json.contains('"' + member + '"');
    }

    static boolean anyIn(JsonObject payload) {
        return payload.containsKey(META) || payload.containsKey(RULES);
    }

    static JsonObject without(JsonObject payload) {
        JsonObjectBuilder rest = JsonText.PROVIDER.createObjectBuilder(payload);
        ALL.forEach(rest::remove);
        return rest.build();
    }
}
