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
public record HeldLeases(Collection<Long> tokens, Set<ClaimRef> except) {

    /** All rows of these claims. */
    public static HeldLeases under(Long... tokens) {
        return new HeldLeases(List.of(tokens), Set.of());
    }
}
