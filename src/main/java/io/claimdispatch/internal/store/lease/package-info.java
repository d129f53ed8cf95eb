/**
 * Renews the leases of claims by heartbeats, and finds claims whose lease has expired. Uses {@code store.row} and
 * {@code store.sql}; knows no other role.
 */
@NullMarked
package io.claimdispatch.internal.store.lease;

import org.jspecify.annotations.NullMarked;
