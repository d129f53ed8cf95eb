package io.claimdispatch.internal.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What a node has in hand.
 *
 * @param tokens of its claims
 * @param except rows of those claims that it has given up
 */
public record Held(Collection<Long> tokens, Set<ClaimRef> except) {

    /** All rows of these claims. */
    public static Held under(Long... tokens) {
        return new Held(List.of(tokens), Set.of());
    }
}
