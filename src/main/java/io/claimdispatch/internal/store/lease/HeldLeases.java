package io.claimdispatch.internal.store.lease;

import io.claimdispatch.internal.store.row.ClaimRef;
import java.util.Collection;
import java.util.Set;

/**
 * What a node has in hand.
 *
 * @param tokens of its claims
 * @param except rows of those claims that it has given up
 */
public record HeldLeases(Collection<Long> tokens, Set<ClaimRef> except) {}
