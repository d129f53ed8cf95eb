/**
 * Maintenance beside the claims: leases, retention, types, pauses, repair, watchdogs. Knows the steps; only {@code
 * node} knows it.
 */
@NullMarked
package io.claimdispatch.internal.upkeep;

import org.jspecify.annotations.NullMarked;
