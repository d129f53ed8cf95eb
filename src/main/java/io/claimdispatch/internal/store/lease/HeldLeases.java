package io.claimdispatch.internal.store.lease;

import io.claimdispatch.internal.store.row.ClaimRef;
import java.util.Collection;
import java.util.Set;

/**
 * The leases that a node holds.
 *
 * @param tokens the tokens of its claims
 * @param except the rows of those claims that it has given up
 */
public record HeldLeases(Collection<Long> tokens, Set<ClaimRef> except) {}
