package io.claimdispatch.cluster;

import io.claimdispatch.cluster.app.Chain;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * An action whose publication was committed.
 *
 * @param delay how long it was put off then
 */
record Published(Kind kind, Duration delay) {

    /** Each of these, and the links that follow those which begin a chain, by key. */
    static Map<String, Published> withChains(Map<String, Published> published) {
        Map<String, Published> all = new HashMap<>(published);
        published.forEach((key, first) -> {
            for (int left = 0; first.kind == Kind.CHAIN && left < Kind.LINKS; left++) {
                all.put(Kind.chain(key) + "." + left, new Published(first.kind, Chain.delay(left)));
            }
        });
        return all;
    }
}
